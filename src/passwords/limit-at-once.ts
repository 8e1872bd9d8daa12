/** So many passwords are being checked that another one would wait for too long. Nothing was checked. */
export class PasswordChecksError extends Error {
  readonly code = 'too-many-password-checks'

  constructor(most: number) {
    super(`${most} passwords are being checked already: limit the attempts, or run more instances.`)
    this.name = 'PasswordChecksError'
  }
}

/** Runs tasks, and refuses those that come while so many are under way: what waits holds memory. */
export function limitAtOnce(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let underWay = 0
  return async (task) => {
    if (underWay >= most) throw new PasswordChecksError(most)
    underWay += 1
    try {
      return await task()
    } finally {
      underWay -= 1
    }
  }
}
