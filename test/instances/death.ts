import type { Watch } from './site-database.js'

/** Where a process can be told to die. A transaction is one that writes or removes a link. */
export const moments = [
  'before the code exchange',
  'after the code exchange',
  'in the transaction',
  'while committing',
  'between commit and session',
  'after the session',
  'before ending access',
] as const

export type Moment = (typeof moments)[number]

/** The end of this process, as kill -9 brings it: nothing is closed, undone or answered. */
export interface Death {
  /** From now on the process dies when it comes to this moment. */
  arm(moment: Moment): void
  at(moment: Moment): void
  readonly watch: Watch
}

export function createDeath(): Death {
  let armed: Moment | null = null
  let isWriting = false
  const at = (moment: Moment): void => {
    if (moment === armed) process.kill(process.pid, 'SIGKILL')
  }
  return {
    arm: (moment) => {
      armed = moment
    },
    at,
    watch: (sql) => {
      if (/^\s*(insert into|update|delete from)\W+amazon_links/i.test(sql)) {
        at('in the transaction')
        isWriting = true
      }
      if (!isWriting || !/^\s*commit/i.test(sql)) return () => {}
      isWriting = false
      // It is on its way to the database when this turn ends.
      setImmediate(() => at('while committing'))
      return () => {}
    },
  }
}
