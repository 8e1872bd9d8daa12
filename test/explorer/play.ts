import { Browser, type Reply } from './browse.js'
import { collectLetters } from './letters.js'
import { type Actor, addressOf, mailboxOf } from './model.js'
import { secrets } from './site.js'
import { siteSteps } from './site-steps.js'
import { forcedSteps, sparekeySteps } from './sparekey-steps.js'
import type { World } from './world.js'

/** What a step came to. `refused` must have left everything as it was. */
export interface Outcome {
  readonly refused: boolean
  readonly replies: readonly Reply[]
  /** Lasting writes: after each of them the process could have died. */
  readonly writes: number
}

const hour = 3_600_000
const lengths: Readonly<Record<string, number>> = { hour, month: 31 * 24 * hour }

/** A step as it is printed: `M.register v`, `V.click reset 1 v`, `tick hour`, `V.amazon v, dies after 1`. */
export async function play(world: World, step: string): Promise<Outcome> {
  world.touch()
  const [words = '', death] = step.split(', dies after ')
  if (/^tick |^rotate_key/.test(step)) return passTime(world, step)
  const proven = /click|finish_register/.test(words) ? provenIn(world) : new Set<string>()
  world.site.now += 2000
  world.site.database.live(death === undefined ? undefined : Number(death))
  const taken = await take(world, words)
  const writes = world.site.database.writes
  if (death !== undefined) await recover(world)
  noteBirths(world, taken.actor)
  noteProofs(world, proven, taken)
  await collectLetters(world, taken.actor)
  return { refused: death === undefined && taken.refused, replies: taken.replies, writes }
}

/** Steps that Sparekey has a part in. What a site's own routes leave behind when they die is the site's. */
export function mayDie(step: string): boolean {
  const name = /[a-z_]+/.exec(step)?.[0] ?? ''
  return name in sparekeySteps || ['click', 'delete'].includes(name)
}

interface Taken {
  readonly actor: Actor
  readonly name: string
  readonly refused: boolean
  readonly replies: readonly Reply[]
}

const players = { ...siteSteps, ...sparekeySteps, ...forcedSteps }

async function take(world: World, words: string): Promise<Taken> {
  const [who, name = '', ...parameters] = words.split(/[. ]/)
  const actor: Actor = who === 'M' ? 'M' : 'V'
  const browser = new Browser(world, actor)
  const player = players[name]
  if (player === undefined) throw new Error(`No step is called ${name}.`)
  const cookies = new Map(world.jars[actor])
  const host = await survive(world, () => player({ world, browser, actor, parameters }))
  // The site's own routes answer once, at their end.
  if (world.site.database.isDead && name in siteSteps) world.jars[actor] = cookies
  const last = browser.replies.at(-1)
  const refused = host === 'refused' || (host === undefined && last !== undefined && isRefusal(last))
  return { actor, name, refused, replies: browser.replies }
}

async function survive<T>(world: World, work: () => Promise<T>): Promise<T | 'died'> {
  try {
    return await work()
  } catch (error) {
    // The library wraps what a dead database throws.
    if (world.site.database.isDead) return 'died'
    throw error
  }
}

/** Another process starts on the same database, and a minute later delivers what its predecessor left. */
async function recover(world: World): Promise<void> {
  world.site.restart()
  world.site.now += 61_000
  await world.site.sparekey.deliverMails()
}

async function passTime(world: World, step: string): Promise<Outcome> {
  const { site } = world
  const length = lengths[step.replace('tick ', '')] ?? 0
  site.now += length
  // Nobody's mailed link or session at this site lasts a month.
  if (length > hour) for (const table of ['tokens', 'sessions']) site.run(`delete from ${table}`)
  if (step === 'rotate_key') site.secret = Math.min(site.secret + 1, secrets.length - 1)
  await collectLetters(world, null)
  return { refused: false, replies: [], writes: 0 }
}

function noteBirths(world: World, actor: Actor): void {
  for (const { id } of world.site.rows<{ id: number }>('select id from users')) {
    if (world.born[id] === undefined) world.born = { ...world.born, [id]: actor }
  }
}

/** A mailbox was read where its owner opened a mail or typed a code of it; nothing else makes an address proven. */
function noteProofs(world: World, before: ReadonlySet<string>, { actor, name }: Taken): void {
  const readsMail = name === 'click' || (name === 'finish_register' && world.site.mails.length > 0)
  if (!readsMail) return
  for (const proof of provenIn(world)) {
    if (!before.has(proof) && proof.endsWith(mailboxOf[actor])) world.proofs.add(proof)
  }
}

function provenIn(world: World): Set<string> {
  const sql = 'select id, email from users where verified_at is not null and email is not null'
  const proven = world.site.rows<{ id: number; email: string }>(sql)
  return new Set(proven.map(({ id, email }) => `${id} ${addressOf(email)}`))
}

function isRefusal({ status }: Reply): boolean {
  return status >= 400 && status !== 409
}
