import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installPacked } from './packed.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const newest = join(root, 'node_modules/typescript/bin/tsc')
const oldest = join(root, 'test/package/node_modules/typescript/bin/tsc')

/** A host whose account type is its own. */
const site = `
import { createSparekey, type Account, type AmazonOptions, type LinkStore, type SignUp } from 'sparekey'

export interface Member extends Account {
  readonly memberNumber: number
}
export declare const given: { baseUrl: string; secret: string; amazon: AmazonOptions; links: LinkStore<Member> }
export declare const member: Member
export const host = {
  findAccount: async (_id: string): Promise<Member | null> => member,
  findAccountsByEmail: async (_email: string) => [member],
  verifyPassword: async (account: Member) => (account.memberNumber > 1 ? ('correct' as const) : ('wrong' as const)),
  createAccount: async (_signUp: SignUp) => ({ account: member }),
  waysToSignIn: async () => ['password' as const],
  endAccess: async () => {},
}
`

/** What belongs to no framework: from the host the account's type flows to the site's own functions and comes back. */
const neutral = `${site}
import { jwt, tableSession } from 'sparekey/sessions'
import { describeHash } from 'sparekey/passwords'
import { memoryLinks } from 'sparekey/testing'

export const sparekey = createSparekey({
  ...given,
  host,
  sessions: {
    current: async () => null,
    start: async ({ memberNumber }, _visitor, { method, at }) => ({
      headers: { 'set-cookie': 'a=b' },
      body: { memberNumber, method, at: at.getTime() },
    }),
  },
  mailLocale: ({ memberNumber }) => (memberNumber > 1 ? 'de' : null),
  onEvent: (event) => {
    if (event.type === 'signed-in') event.accountId.toUpperCase()
  },
})
export const linked = sparekey.linksOf(member)

createSparekey<Member>({
  ...given,
  host,
  sessions: jwt({ sign: (_claims, { memberNumber }) => memberNumber.toFixed(), verify: () => null }),
})
createSparekey<Member>({
  ...given,
  host,
  sessions: tableSession({
    cookie: { name: 'sid' },
    find: async (_id: string): Promise<{ userId: number; basket: string } | null> => null,
    create: async ({ userId }) => userId.toFixed(),
    delete: async () => {},
    idOf: ({ memberNumber }) => memberNumber,
  }),
})
export const others = [describeHash, memoryLinks]
`

const frameworks = `${site}
import session from 'express-session'
import { getIronSession } from 'iron-session'
import { cookieSession, expressHandler, expressSession, passportSession } from 'sparekey/express'
import { fastifyPassport, fastifyPlugin, fastifySecureSession, fastifySession } from 'sparekey/fastify'
import { honoHandler, honoSession } from 'sparekey/hono'
import { koaHandler, koaSession } from 'sparekey/koa'
import { ironSession } from 'sparekey/sessions'

declare module 'express-session' {
  interface SessionData {
    userId: number
  }
}

const idOf = ({ memberNumber }: Member) => memberNumber
const open = (request: Request, response: Response) =>
  getIronSession<{ userId?: number }>(request, response, { cookieName: 'shop', password: 'of the test' })

// The type named once, for all of them.
export const named = [
  createSparekey<Member>({ ...given, host, sessions: expressSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: passportSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: cookieSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: fastifySession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: fastifySecureSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: fastifyPassport({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: honoSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: koaSession({ idOf: ({ memberNumber }) => memberNumber }) }),
  createSparekey<Member>({ ...given, host, sessions: ironSession({ session: open, idOf: ({ memberNumber }) => memberNumber }) }),
]
// Or told by the function.
const sparekey = createSparekey({ ...given, host, sessions: expressSession({ idOf }) })
createSparekey({ ...given, host, sessions: ironSession({ session: open, idOf }) })
createSparekey({ ...given, host, sessions: koaSession({ idOf }) })
createSparekey({ ...given, host, sessions: expressSession({ idOf: ({ id }) => Number(id), keep: ['basket'] }) })
export const mounted = [expressHandler(sparekey), fastifyPlugin(sparekey), honoHandler(sparekey), koaHandler(sparekey), session]
`

/** Every row: what is wrong, the code, and words of the complaint. */
const wrong: [string, string, RegExp][] = [
  [
    'no idOf where the session holds a number',
    'createSparekey({ ...given, host, sessions: expressSession({ keep: ["basket"] }) })',
    /Property 'idOf' is missing in type .* but required in type/,
  ],
  [
    'no options at all there',
    'createSparekey({ ...given, host, sessions: expressSession() })',
    /Expected 1 arguments?, but got 0/,
  ],
  [
    'no idOf where the data of iron-session say number',
    'createSparekey({ ...given, host, sessions: ironSession({ session: open }) })',
    /Property 'idOf' is missing in type .* but required in type/,
  ],
  [
    'a property that the account does not have',
    'createSparekey<Member>({ ...given, host, sessions: koaSession({ idOf: ({ shoeSize }) => shoeSize }) })',
    /Property 'shoeSize' does not exist on type 'Member'/,
  ],
  [
    'an option that does not exist',
    'createSparekey({ ...given, host, sessions: koaSession({ keeps: ["basket"] }) })',
    /'keeps' does not exist in type|did you mean to write 'keep'/,
  ],
  [
    'a host that lacks a function',
    'const { endAccess: _left, ...rest } = host\ncreateSparekey({ ...given, host: rest, sessions: koaSession() })',
    /Property 'endAccess' is missing/,
  ],
  [
    'a preset that was not called',
    'createSparekey({ ...given, host, sessions: koaSession })',
    /is missing the following properties from type 'Sessions<|is not assignable to type 'Sessions</,
  ],
]

let consumer: Consumer
let turn = 0

beforeAll(async () => {
  consumer = await installPacked()
  const modules = join(consumer.folder, 'node_modules')
  for (const name of ['@types/express-session', '@types/koa', 'express-session', 'iron-session']) {
    // npm has installed those already that are peers.
    if (existsSync(join(modules, name))) continue
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir')
  }
}, 300_000)

afterAll(() => consumer?.remove())

interface Settings {
  readonly compiler: string
  readonly moduleResolution: 'bundler' | 'node16'
  readonly lib: readonly string[]
}

const withDom = ['es2022', 'dom', 'dom.iterable']
const withoutDom = ['es2022']
const usual: Settings = { compiler: newest, moduleResolution: 'bundler', lib: withDom }

/** What the compiler says of these modules and of our declarations; what it says of other packages is theirs. */
async function complaints(modules: readonly string[], settings: Settings): Promise<string[]> {
  const { compiler, moduleResolution, lib } = settings
  const folder = join(consumer.folder, `consumer-${(turn += 1)}`)
  mkdirSync(folder)
  for (const [index, code] of modules.entries()) writeFileSync(join(folder, `module-${index}.ts`), code)
  const module = moduleResolution === 'bundler' ? 'esnext' : 'node16'
  const checks = { strict: true, skipLibCheck: false, noEmit: true }
  const compilerOptions = { module, moduleResolution, lib, target: 'es2022', types: ['node'], ...checks }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const compiling = promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'])
  const output = await compiling.then(
    () => '',
    (error: unknown) => String(Reflect.get(Object(error), 'stdout') || error),
  )
  const lines = output.trimEnd().split(/\n(?! )/)
  return lines.filter((line) => /module-\d+\.ts|node_modules\/sparekey\/|^error/.test(line))
}

describe('the declarations, from outside', () => {
  it.each<[string, Settings]>([
    ['TypeScript 7, bundler, DOM', usual],
    ['TypeScript 7, bundler, no DOM', { ...usual, lib: withoutDom }],
    ['TypeScript 7, node16, DOM', { ...usual, moduleResolution: 'node16' }],
    ['TypeScript 5.4, bundler, DOM', { ...usual, compiler: oldest }],
    ['TypeScript 5.4, node16, no DOM', { compiler: oldest, moduleResolution: 'node16', lib: withoutDom }],
  ])(
    'take the account type from the host to its own functions: %s',
    async (_name, settings) => {
      expect(await complaints([neutral], settings)).toEqual([])
    },
    300_000,
  )

  it('take the account type to the presets of every framework', async () => {
    expect(await complaints([frameworks], usual)).toEqual([])
  }, 300_000)

  it('complain of what is wrong, in words that name it', async () => {
    const modules = wrong.map(([, code]) => `${frameworks}\n${code}\n`)
    const told = await complaints(modules, usual)
    const of = (index: number): string =>
      told.filter((line) => line.includes(`module-${index}.ts`)).join('\n')
    expect(wrong.map(([name], index) => [name, of(index)])).toEqual(
      wrong.map(([name, , words]) => [name, expect.stringMatching(words)]),
    )
  }, 300_000)
})
