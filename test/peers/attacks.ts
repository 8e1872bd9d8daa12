import { attackers, type PeerSite, type PeerVisitor, victim } from './peer.js'

/** What the attacker has in the end. */
export interface Seen {
  /** `taken over`: the attacker is in the account of whoever owns the mailbox. */
  readonly end: 'taken over' | 'kept apart'
  /** What the site said to whoever came from Amazon and was not let in. */
  readonly said?: string
}

export type Attack = keyof typeof attacks

const guessed = 'a password of Mallory'
const chosen = 'only the owner knows it'

/** After Sudhodanan and Paverd (2022), and one more: the owner of the mailbox is there first. */
export const attacks = {
  'ph-classic-federated-merge': async (site: PeerSite): Promise<Seen> => {
    const [owner, back] = [site.visit(), site.visit()]
    await prepare(site)
    const said = await owner.comeFromAmazon('vera')
    if ((await owner.account()) === null) await owner.recover(victim, chosen)
    const own = await accountOf(owner)
    await back.signIn(victim, guessed)
    return compare(own, back, said)
  },
  'ph-unexpired-session': async (site: PeerSite): Promise<Seen> => {
    const attacker = await prepare(site)
    const own = await recover(site)
    return compare(own, attacker)
  },
  'ph-trojan-identity': async (site: PeerSite): Promise<Seen> => {
    const back = site.visit()
    const attacker = await prepare(site)
    await attacker.link(site.trojan)
    const own = await recover(site)
    const said = await back.comeFromAmazon(site.trojan)
    return compare(own, back, said)
  },
  'ph-unexpired-email-change': async (site: PeerSite): Promise<Seen> => {
    const back = site.visit()
    const attacker = await prepare(site)
    await attacker.askForAddress(attackers, guessed)
    const own = await recover(site)
    await attacker.takeAddress(attackers)
    await back.recover(attackers, guessed)
    return compare(own, back)
  },
  'ph-non-verifying-idp': async (site: PeerSite): Promise<Seen> => {
    const [owner, attacker, back] = [site.visit(), site.visit(), site.visit()]
    await attacker.comeFromAmazon('impostor')
    await accountOf(attacker)
    await owner.recover(victim, chosen)
    if ((await owner.account()) === null) await owner.register(victim, chosen)
    const own = await accountOf(owner)
    const said = await back.comeFromAmazon('impostor')
    return compare(own, back, said)
  },
  'ph-merge-verified-local-only': async (site: PeerSite): Promise<Seen> => {
    const [owner, attacker] = [site.visit(), site.visit()]
    await owner.registerAndProve(victim, chosen)
    const own = await accountOf(owner)
    const said = await attacker.comeFromAmazon('impostor')
    return compare(own, attacker, said)
  },
}

/** The attacker's account with the address of somebody else, and the browser that is in it. */
async function prepare(site: PeerSite): Promise<PeerVisitor> {
  const attacker = site.visit()
  await attacker.register(victim, guessed)
  await accountOf(attacker)
  return attacker
}

/** The account that the mailbox alone leads to. */
async function recover(site: PeerSite): Promise<string> {
  const owner = site.visit()
  await owner.recover(victim, chosen)
  return accountOf(owner)
}

/** Nothing is shown by an attack that got stuck on the way. */
async function accountOf(visitor: PeerVisitor): Promise<string> {
  const account = await visitor.account()
  if (account === null) throw new Error('this browser should be in an account by now')
  return account
}

async function compare(own: string, attacker: PeerVisitor, said: string | null = null): Promise<Seen> {
  const end = own === (await attacker.account()) ? 'taken over' : 'kept apart'
  return said === null ? { end } : { end, said }
}
