import type { StepPlayer } from './browse.js'
import { clickToken, deleteAccount } from './host-routes.js'
import { addressOf, mailOf } from './model.js'
import { passwordOf, type Token } from './site.js'

/** What the site does without Sparekey: its own registration, sign-in, settings and mailed links. */
export const siteSteps: Readonly<Record<string, StepPlayer>> = {
  register: async ({ world: { site, jars }, actor, parameters: [address = ''] }) => {
    const email = mailOf(address)
    const proven = site.rows('select id from users where email = ? and verified_at is not null', email)
    const any = site.rows('select id from users where email = ?', email)
    if (proven.length > 0 || (site.has('BLOCK_UNPROVEN') && any.length > 0)) return 'refused'
    const sql = 'insert into users (email, password_hash) values (?, ?)'
    const id = site.run(sql, email, site.hashOf(`k${actor}`))
    site.mailToken('verify', id, addressOf(address))
    jars[actor].set('session', site.startSession(actor, id, 'registration'))
    return 'done'
  },
  login: async ({ world: { site, jars }, actor, parameters: [id] }) => {
    if (passwordOf(site.userOf(Number(id))?.password_hash ?? null) !== actor) return 'refused'
    jars[actor].set('session', site.startSession(actor, Number(id), 'password'))
    return 'done'
  },
  logout: async ({ world: { site, jars }, actor }) => {
    site.run('delete from sessions where browser = ?', actor)
    jars[actor].delete('session')
    return 'done'
  },
  ask_verify: async ({ world: { site }, parameters: [id] }) => {
    const user = site.userOf(Number(id))
    if (user?.email) site.mailToken('verify', user.id, addressOf(user.email))
    return 'done'
  },
  ask_change: async ({ world: { site }, parameters: [id, address = ''] }) => {
    site.mailToken('change', Number(id), addressOf(address))
    return 'done'
  },
  ask_reset: async ({ world: { site }, parameters: [address = ''] }) => {
    const held = site.rows<{ id: number; verified_at: string | null }>(
      'select id, verified_at from users where email = ? order by verified_at is null, id',
      mailOf(address),
    )
    const [first] = site.has('BLOCK_UNPROVEN') ? held.filter((user) => user.verified_at !== null) : held
    if (first !== undefined) site.mailToken('reset', first.id, addressOf(address))
    return 'done'
  },
  click: async ({ world, actor, parameters: [kind = '', id, address = ''] }) => {
    const sql = 'select * from tokens where kind = ? and account_id = ? and address = ?'
    const [found] = world.site.rows<Token>(sql, kind, Number(id), mailOf(address))
    return found === undefined ? 'refused' : clickToken(world, actor, found)
  },
  delete: async ({ world, actor }) => deleteAccount(world, actor),
}
