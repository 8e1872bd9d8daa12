import type { Actor } from './model.js'
import type { Token } from './site.js'
import type { World } from './world.js'

export type HostAnswer = 'refused' | 'done'

/** The site's own route behind the links in its mails, written as Sparekey's docs ask. */
export async function clickToken(world: World, actor: Actor, token: Token): Promise<HostAnswer> {
  const { site } = world
  const user = site.userOf(token.account_id)
  if (user === undefined) return 'refused'
  if (token.kind === 'change') return applyChange(world, actor, token)
  // A link to an address that the account no longer has, or that another one has proven, is nobody's.
  if (user.email !== token.address || isTaken(world, token)) return 'refused'
  site.run('delete from tokens where id = ?', token.id)
  const isHere = accountIn(world, actor) === token.account_id
  if (token.kind === 'verify' && (isHere || site.has('VERIFY_NO_PURGE'))) {
    await prove(world, token.account_id, token.address)
    return 'done'
  }
  const id = await takeOver(world, token)
  if (token.kind === 'reset') {
    // What was set up by now falls with the old password.
    await site.sparekey.passwordChanged(await site.account(id))
    site.run('update users set password_hash = ? where id = ?', site.hashOf(`k${actor}`), id)
  }
  world.jars[actor].set('session', site.startSession(actor, id, 'mailbox'))
  return 'done'
}

/** Whoever reads the mailbox gets the account, or one of their own: Sparekey says which. */
async function takeOver(world: World, token: Token): Promise<number> {
  const { site } = world
  const before = await site.account(token.account_id)
  if (site.options.marks === 'first') await prove(world, token.account_id, token.address)
  const news = await site.sparekey.mailboxProven(before, token.address)
  if (news.account !== 'fresh') {
    if (news.account === 'emptied') await prove(world, token.account_id, token.address)
    return token.account_id
  }
  await releaseOthers(world, token.address, token.account_id)
  const sql = 'insert into users (email, verified_at) values (?, ?)'
  return site.run(sql, token.address, new Date(site.now).toISOString())
}

async function prove(world: World, id: number, address: string): Promise<void> {
  const { site } = world
  if (isTaken(world, { account_id: id, address })) return
  site.run('update users set verified_at = ? where id = ?', new Date(site.now).toISOString(), id)
  await releaseOthers(world, address, id)
}

function isTaken({ site }: World, { account_id, address }: Pick<Token, 'account_id' | 'address'>): boolean {
  const sql = 'select id from users where email = ? and verified_at is not null and id <> ?'
  return site.rows(sql, address, account_id).length > 0
}

/** Others that only claimed the address lose it, where the site can do without. */
async function releaseOthers(world: World, address: string, id: number): Promise<void> {
  const { site } = world
  if (site.options.design !== 'evict-and-fresh' || site.has('NO_EVICT')) return
  const others = 'select id from users where email = ? and verified_at is null and id <> ?'
  for (const other of site.rows<{ id: number }>(others, address, id)) {
    await site.sparekey.mailboxProven(await site.account(other.id), address)
  }
}

/** A new address counts in a browser that is signed in to the account, and ends what was mailed to the old one. */
async function applyChange(world: World, actor: Actor, token: Token): Promise<HostAnswer> {
  const { site } = world
  const needsSession = !site.has('CHANGE_NO_SESSION') && !site.has('CHANGE_PURGE')
  if (needsSession && accountIn(world, actor) !== token.account_id) return 'refused'
  if (isTaken(world, token)) return 'refused'
  site.run('delete from tokens where id = ?', token.id)
  if (site.has('CHANGE_PURGE')) await purge(world, token.account_id)
  if (!site.has('PROOF_KEEP_CHANGE')) site.run('delete from tokens where account_id = ?', token.account_id)
  site.run('update users set email = ? where id = ?', token.address, token.account_id)
  await prove(world, token.account_id, token.address)
  if (site.has('CHANGE_PURGE')) {
    world.jars[actor].set('session', site.startSession(actor, token.account_id, 'mailbox'))
  }
  return 'done'
}

/** What a careful site might think enough for a link that works anywhere. */
async function purge(world: World, id: number): Promise<void> {
  const { site } = world
  site.run('update users set password_hash = null where id = ?', id)
  site.run('delete from sessions where account_id = ?', id)
  await site.sparekey.accountDeleted(await site.account(id))
}

export async function deleteAccount(world: World, actor: Actor): Promise<HostAnswer> {
  const { site } = world
  const id = accountIn(world, actor)
  if (id === null) return 'refused'
  await site.sparekey.accountDeleted(await site.account(id))
  site.run('delete from users where id = ?', id)
  world.jars[actor].delete('session')
  const { [id]: _gone, ...born } = world.born
  world.born = born
  for (const proof of world.proofs) if (proof.startsWith(`${id} `)) world.proofs.delete(proof)
  return 'done'
}

/** Which account a browser is signed in to. */
function accountIn(world: World, actor: Actor): number | null {
  return world.site.sessionIn(world.jars[actor])?.account_id ?? null
}
