/**
 * The same functions, each of which answers in time or fails: a gate that never answers must not keep a visitor waiting
 * at an open door. What it does after that is not waited for.
 */
export function withDeadline<T extends object>(functions: T, owner: string, seconds: number): T {
  const timed = { ...functions }
  for (const name of Object.keys(functions)) {
    const member: unknown = Reflect.get(functions, name)
    if (typeof member !== 'function') continue
    const answers = (...given: unknown[]): unknown => {
      const answer: unknown = Reflect.apply(member, functions, given)
      return answer instanceof Promise ? inTime(answer, `${owner}.${name}`, seconds) : answer
    }
    Reflect.set(timed, name, answers)
  }
  return timed
}

function inTime<T>(answer: Promise<T>, name: string, seconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`${name} has not answered for ${seconds} seconds.`))
    const timer = setTimeout(fail, seconds * 1000)
    const withoutTimer =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        clearTimeout(timer)
        settle(value)
      }
    answer.then(withoutTimer(resolve), withoutTimer(reject))
  })
}
