/**
 * The same functions, each of which answers in time or fails: a gate that never answers must not keep a visitor waiting
 * at an open door. What it does after that is not waited for.
 */
export function withDeadline<T extends object>(functions: T, owner: string, seconds: number): T {
  return new Proxy(functions, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, target, given)
        return answer instanceof Promise ? inTime(answer, `${owner}.${String(name)}`, seconds) : answer
      }
    },
  })
}

async function inTime<T>(answer: Promise<T>, name: string, seconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new Error(`${name} has not answered for ${seconds} seconds.`))
    timer = setTimeout(fail, seconds * 1000)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
