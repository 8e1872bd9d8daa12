/** Where libraries keep the error that the driver threw. */
const holders = ['driverError', 'original', 'parent', 'previous', 'cause'] as const

const deepest = 5

/** The driver's own error inside that of a library: our code reads numbers and SQL states, nobody's words. */
export function driverErrorOf(error: unknown, depth = 0): unknown {
  if (!isObject(error) || isDriverError(error)) return error
  const told = readPrismaError(error)
  if (told !== null) return told
  if (depth === deepest) return error
  for (const holder of holders) {
    const inner = driverErrorOf(Reflect.get(error, holder), depth + 1)
    if (isObject(inner) && (isDriverError(inner) || inner instanceof ToldError)) return inner
  }
  return error
}

// An SQL state has five characters; so have Prisma's own codes, P1000 and up.
const codes = /^(?!P[1-9])[0-9A-Z]{5}$|^SQLITE_|^ER_|^E[A-Z]+$|^PROTOCOL_|^CONNECTION_/

function isDriverError(error: object): boolean {
  const code: unknown = Reflect.get(error, 'code')
  return (
    (typeof code === 'string' && codes.test(code)) ||
    ['errno', 'errcode'].some((name) => typeof Reflect.get(error, name) === 'number')
  )
}

/** What a driver answered, told by a library that keeps the driver's error to itself. */
class ToldError extends Error {
  override readonly name = 'ToldError'
  readonly code: string
  readonly errno: number

  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
    this.errno = /^\d{4}$/.test(code) ? Number(code) : 0
  }
}

/** P2010 is a raw statement that failed, P2034 a conflict that shows at COMMIT. */
function readPrismaError(error: object): ToldError | null {
  if (Reflect.get(error, 'code') === 'P2034') return new ToldError('40001', 'A write conflict.', error)
  const cause = [error, Reflect.get(error, 'meta')]
    .filter(isObject)
    .map((holder) => Reflect.get(holder, 'driverAdapterError'))
    .filter(isObject)
    .map((adapter) => Reflect.get(adapter, 'cause'))
    .find(isObject)
  const original: unknown = cause === undefined ? null : Reflect.get(cause, 'originalCode')
  if (cause === undefined || typeof original !== 'string') return null
  return new ToldError(original, String(Reflect.get(cause, 'originalMessage')), error)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
