import type { Dice } from './dice.js'
import type { SoakBrowser, Visit } from './soak-browser.js'
import type { Person, Town } from './town.js'

/** One person on one journey through the shop. */
export interface Walk {
  readonly town: Town
  readonly dice: Dice
  readonly browser: SoakBrowser
}

/** Walks until the end, or until a page is another one than expected: Amazon errs, and the person gives up. */
export type Journey = (walk: Walk) => Promise<void>

const base = '/auth/amazon'
const wrongPasswords = ['not my password', 'a guess of mine', 'hunter2hunter2', ' '.repeat(20)]

/** `GET /start`, then the pages at Amazon: the address that Amazon sends this person back to. */
export async function goToAmazon(
  { town, dice, browser }: Walk,
  person: Person,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  const returnTo = dice.pick(['', '?return_to=/checkout', '?return_to=/account', '?return_to=//evil.example'])
  const started = await browser.get(`${base}/start${returnTo}`)
  return beAtAmazon(town, started, person, decision)
}

function beAtAmazon(
  town: Town,
  started: Visit,
  person: Person,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  return town.demo.amazon.authorize(authorizationOf(started), { customer: person.id, decision })
}

function authorizationOf({ location, text, wantsJson }: Visit): string {
  if (location !== '') return location
  if (wantsJson) return String((JSON.parse(text) as { location: unknown }).location)
  return (/href="([^"]*\/ap\/oa[^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
}

/** The callback, and the page that it leads to. */
export async function comeBack(browser: SoakBrowser, address: string): Promise<Visit> {
  const answer = await browser.get(address, { headers: { 'sec-fetch-site': 'cross-site' } })
  return follow(browser, answer)
}

async function follow(browser: SoakBrowser, answer: Visit): Promise<Visit> {
  const isHere = answer.location.startsWith('/') || answer.location.startsWith(browser.setting.origin)
  return answer.status === 303 && isHere ? browser.get(answer.location) : answer
}

/** The form token, when this page waits for an answer; `null` for any other page. */
function tokenOf({ csrf, wantsJson, text }: Visit): Record<string, string> | null {
  if (!wantsJson) return csrf === '' ? null : { csrf }
  const { outcome } = JSON.parse(text) as { outcome: unknown }
  return ['prove-ownership', 'register', 'confirm'].includes(String(outcome)) ? {} : null
}

function isPage(visit: Visit, path: string): boolean {
  if (!visit.wantsJson) return visit.url.pathname === path
  const { outcome } = JSON.parse(visit.text) as { outcome: unknown }
  return outcome === (path.endsWith('register') ? 'register' : 'prove-ownership')
}

export function createNewcomer({ town, dice }: Walk): Person {
  const number = town.nextNumber()
  const email = dice.isLucky(0.1) ? null : `reader-${number}@soak.example`
  const name = dice.isLucky(0.1)
    ? null
    : dice.pick([`Reader ${number}`, `読者 ${number}`, `O'<b>${number}</b>`])
  return town.addPerson({ id: `reader-${number}`, name, email, password: null })
}

/** Opens an account in the shop's own way, and signs out again. */
export async function registerAtShop(walk: Walk): Promise<Person> {
  const { town, browser } = walk
  const number = town.nextNumber()
  const email = `local-${number}@soak.example`
  const password = `password-of-${number}`
  const values = { name: `Local ${number}`, email, password, postal_code: '', next: '/account' }
  await browser.post('/register', values, { typed: [password] })
  await browser.post('/sign-out', {})
  return town.addPerson({ id: `local-${number}`, name: `Local ${number}`, email, password })
}

async function signInAtShop({ town, browser }: Walk, person: Person): Promise<SoakBrowser> {
  const moved = town.countPassword(browser)
  const [email, password] = [person.email ?? '', person.password ?? 'none at all']
  await moved.post('/sign-in', { email, password, next: '/account' }, { typed: [password] })
  return moved
}

async function typePassword({ town, browser }: Walk, asked: Visit, password: string): Promise<Visit> {
  const token = tokenOf(asked)
  const moved = town.countPassword(browser)
  const answer = await moved.post(`${base}/link`, { ...token, password }, { typed: [password] })
  for (const [name, value] of moved.jar) browser.jar.set(name, value)
  for (const name of browser.jar.keys()) if (!moved.jar.has(name)) browser.jar.delete(name)
  return answer
}

/** The registration page, with what is missing filled in. */
async function fillRegistration({ browser, dice, town }: Walk, asked: Visit, email: string): Promise<Visit> {
  const token = tokenOf(asked)
  if (token === null || !isPage(asked, `${base}/register`)) return asked
  const name = dice.isLucky(0.1) ? '' : `Registered ${town.nextNumber()}`
  const given = { ...token, email, name, postal_code: dice.pick(['', '10115', '\u202enot one']) }
  const answer = await browser.post(`${base}/register`, given)
  if (answer.status !== 422) return answer
  return browser.post(`${base}/register`, { ...given, ...tokenOf(answer), name: 'At Last', postal_code: '' })
}

const addressFor = ({ town }: Walk) => `chosen-${town.nextNumber()}@soak.example`

const newCustomer: Journey = async (walk) => {
  const { browser, town, dice } = walk
  if (dice.isLucky(0.5)) await browser.post('/basket', { book: 'the-spare-key' })
  const person = createNewcomer(walk)
  const page = await comeBack(browser, await goToAmazon(walk, person))
  await fillRegistration(walk, page, addressFor(walk))
  town.checkSignedIn(browser, person)
  if (dice.isLucky(0.3)) await browser.get('/account')
  if (dice.isLucky(0.3)) await browser.get('/checkout')
}

const returningCustomer: Journey = async (walk) => {
  const { town, dice, browser } = walk
  const person = dice.pick(town.people)
  await comeBack(browser, await goToAmazon(walk, person))
  town.checkSignedIn(browser, person)
  if (dice.isLucky(0.3)) await browser.get(`${base}/connections`)
  if (dice.isLucky(0.3)) await browser.post('/sign-out', {})
}

const proveByPassword: Journey = async (walk) => {
  const { town, browser, dice } = walk
  const person = await registerAtShop(walk)
  const asked = await comeBack(browser, await goToAmazon(walk, person))
  if (tokenOf(asked) === null) return
  if (dice.isLucky(0.3)) await typePassword(walk, asked, dice.pick(wrongPasswords))
  await typePassword(walk, asked, person.password ?? '')
  town.checkSignedIn(browser, person)
}

const guessPasswords: Journey = async (walk) => {
  const { town, browser, dice } = walk
  const victim = dice.pick(town.people)
  const number = town.nextNumber()
  const impostor = town.addPerson({
    id: `impostor-${number}`,
    name: 'Me',
    email: victim.email,
    password: null,
  })
  const asked = await comeBack(browser, await goToAmazon(walk, impostor))
  if (tokenOf(asked) === null || !isPage(asked, `${base}/link`)) return
  for (let guess = 0; guess < 7; guess += 1) await typePassword(walk, asked, dice.pick(wrongPasswords))
  town.checkSignedIn(browser, impostor)
}

const notMyAccount: Journey = async (walk) => {
  const { town, browser, dice } = walk
  const victim = dice.pick(town.people)
  const number = town.nextNumber()
  const person = town.addPerson({
    id: `other-${number}`,
    name: 'Another',
    email: victim.email,
    password: null,
  })
  const asked = await comeBack(browser, await goToAmazon(walk, person))
  const token = tokenOf(asked)
  if (token === null || !isPage(asked, `${base}/link`)) return
  const declined = await follow(browser, await browser.post(`${base}/link/decline`, token))
  // Some try the address that has an account already: it must never lead into that account.
  await fillRegistration(walk, declined, dice.isLucky(0.5) ? (victim.email ?? '') : addressFor(walk))
  town.checkSignedIn(browser, person)
}

const denyConsent: Journey = async (walk) => {
  const person = createNewcomer(walk)
  await comeBack(walk.browser, await goToAmazon(walk, person, 'deny'))
  if (walk.town.userIdOf(walk.browser) !== null) walk.town.report('a denied consent signed somebody in')
}

const linkFromSettings: Journey = async (walk) => {
  const { town, dice } = walk
  const person = await registerAtShop(walk)
  const browser = await signInAtShop(walk, person)
  const started = await browser.post(`${base}/start`, { intent: 'link' })
  const address = await beAtAmazon(town, started, dice.isLucky(0.7) ? person : dice.pick(town.people))
  const asked = await comeBack(browser, address)
  const token = tokenOf(asked)
  if (token === null) return
  const path = dice.isLucky(0.75) ? `${base}/link` : `${base}/link/decline`
  await follow(browser, await browser.post(path, token))
  town.checkSignedIn(browser, person)
  if (dice.isLucky(0.5)) await unlink(walk, browser, person)
}

async function unlink({ dice }: Walk, browser: SoakBrowser, person: Person): Promise<void> {
  const page = await browser.get(`${base}/connections`)
  const password = dice.isLucky(0.5) ? { password: person.password ?? 'none' } : {}
  const token = page.wantsJson ? {} : { csrf: page.csrf }
  await follow(browser, await browser.post(`${base}/connections/unlink`, { ...token, ...password }))
}

const unlinkReturning: Journey = async (walk) => {
  const { town, dice, browser } = walk
  const person = dice.pick(town.people)
  await comeBack(browser, await goToAmazon(walk, person))
  if (town.checkSignedIn(browser, person)) await unlink(walk, browser, person)
}

/** Both tabs come back at once: one customer, one account, however it goes. */
const twoTabs: Journey = async (walk) => {
  const { town, browser, dice } = walk
  const person = dice.isLucky(0.6) ? createNewcomer(walk) : dice.pick(town.people)
  const addresses = [await goToAmazon(walk, person), await goToAmazon(walk, person)]
  await Promise.all(addresses.map((address) => comeBack(browser, address)))
  town.checkSignedIn(browser, person)
}

const switchAccount: Journey = async (walk) => {
  const { town, browser, dice } = walk
  const [first, second] = [dice.pick(town.people), dice.pick(town.people)]
  await comeBack(browser, await goToAmazon(walk, first))
  const asked = await comeBack(browser, await goToAmazon(walk, second))
  const token = tokenOf(asked)
  if (token === null || town.userIdOf(browser) === null) return
  const hasSwitched = dice.isLucky(0.6)
  const answer = await browser.post(hasSwitched ? `${base}/link` : `${base}/link/decline`, token)
  if (hasSwitched && answer.status < 400) town.checkSignedIn(browser, second)
}

const abandon: Journey = async (walk) => {
  const { browser, dice, town } = walk
  const starts = 1 + dice.below(8)
  for (let start = 0; start < starts; start += 1) await browser.get(`${base}/start`)
  const person = dice.isLucky(0.5) ? createNewcomer(walk) : dice.pick(town.people)
  const address = await goToAmazon(walk, person)
  if (dice.isLucky(0.5)) return
  await browser.get(address, { patienceMilliseconds: 1 + dice.below(120) })
}

const replay: Journey = async (walk) => {
  const { browser, dice, town } = walk
  const person = dice.isLucky(0.5) ? createNewcomer(walk) : dice.pick(town.people)
  const address = await goToAmazon(walk, person)
  const other = browser.copy()
  if (dice.isLucky(0.5)) await Promise.all([comeBack(browser, address), comeBack(other, address)])
  else await comeBack(browser, address)
  await comeBack(browser, address)
  await comeBack(other, address)
  town.checkSignedIn(browser, person)
  town.checkSignedIn(other, person)
  // A stranger who saw the address has no transaction.
  const stranger = town.openBrowser(dice)
  await comeBack(stranger, address)
  if (town.userIdOf(stranger) !== null)
    town.report('a stranger was signed in by a callback that was not theirs')
}

const sendTwice: Journey = async (walk) => {
  const { browser, town } = walk
  const number = town.nextNumber()
  const person = town.addPerson({ id: `nameless-${number}`, name: null, email: null, password: null })
  const asked = await comeBack(browser, await goToAmazon(walk, person))
  const token = tokenOf(asked)
  if (token === null) return
  const form = { ...token, email: addressFor(walk), name: 'Sent Twice', postal_code: '' }
  const tabs = [browser, browser.copy(), browser.copy()]
  await Promise.all(tabs.map((tab) => tab.post(`${base}/register`, form)))
  for (const tab of tabs) town.checkSignedIn(tab, person)
}

const garbage: readonly string[] = [
  'code=x',
  'state=x',
  'code=x&code=y&state=z&state=z',
  `code=${'A'.repeat(3000)}&state=${'B'.repeat(3000)}`,
  'error=access_denied',
  'error=%00&error_description=<script>&state=__proto__',
  'code=%E0%A4%A&state=%',
  '',
  'a=1&'.repeat(500),
]

const nonsense: Journey = async (walk) => {
  const { browser, dice, town } = walk
  if (dice.isLucky(0.4)) await browser.get(`${base}/start`)
  if (dice.isLucky(0.3))
    browser.jar.set('auth-amazon.tx-0000000000000000', dice.pick(['v1.a.b.c', '', '%%%', 'é']))
  if (dice.isLucky(0.3)) browser.jar.set('auth-amazon.ticket-0000000000000000', 'eyJhbGciOiJkaXIifQ..a.b.c')
  await browser.get(`${base}/callback?${dice.pick(garbage)}`)
  await browser.get(
    `${base}/${dice.pick(['link', 'register', 'pending', 'connections', 'nowhere', 'problem?reason=x'])}`,
  )
  await browser.post(`${base}/${dice.pick(['link', 'register', 'link/decline', 'connections/unlink'])}`, {
    csrf: 'x',
  })
  await browser.send(dice.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']), `${base}/callback`, {})
  const type = dice.pick([
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ])
  const body = dice.pick(['{', '[]', '{"a":{}}', 'a=1&a=2', 'x'.repeat(70_000), '\0', ''])
  await browser.send('POST', `${base}/link`, {
    body,
    headers: { 'content-type': type, origin: browser.setting.origin },
  })
  if (town.userIdOf(browser) !== null) town.report('nonsense signed somebody in')
}

/** All journeys, and how often each is walked beside the others. */
export const journeys: readonly { readonly name: string; readonly weight: number; readonly walk: Journey }[] =
  [
    { name: 'new customer', weight: 5, walk: newCustomer },
    { name: 'returning customer', weight: 8, walk: returningCustomer },
    { name: 'prove by password', weight: 2, walk: proveByPassword },
    { name: 'guess passwords', weight: 1, walk: guessPasswords },
    { name: 'not my account', weight: 2, walk: notMyAccount },
    { name: 'deny consent', weight: 1, walk: denyConsent },
    { name: 'link from settings', weight: 2, walk: linkFromSettings },
    { name: 'unlink', weight: 1, walk: unlinkReturning },
    { name: 'two tabs', weight: 3, walk: twoTabs },
    { name: 'switch account', weight: 2, walk: switchAccount },
    { name: 'abandon', weight: 3, walk: abandon },
    { name: 'replay', weight: 3, walk: replay },
    { name: 'send twice', weight: 2, walk: sendTwice },
    { name: 'nonsense', weight: 3, walk: nonsense },
  ]
