import type { Mail } from '../../src/index.js'
import { openPlainSite, type PlainSite, type PlainSiteOptions } from '../support/plain-site.js'

/** A site whose mails are kept, and whose mailer can be down. */
export interface MailingSite extends PlainSite {
  readonly mails: Mail[]
  mailer: 'up' | 'down'
}

export function openMailingSite(options: PlainSiteOptions = {}): MailingSite {
  const mails: Mail[] = []
  const state: { mailer: MailingSite['mailer'] } = { mailer: 'up' }
  const plain = openPlainSite({
    mailer: {
      send: async (mail) => {
        if (state.mailer === 'down') throw new Error('The mail server does not answer.')
        mails.push(mail)
      },
    },
    ...options,
  })
  return Object.defineProperties(plain, {
    mails: { value: mails },
    mailer: {
      get: () => state.mailer,
      set: (mailer: MailingSite['mailer']) => {
        state.mailer = mailer
      },
    },
  }) as MailingSite
}

/** The code in the last mail to this address. */
export function codeFor(site: MailingSite, address: string): string {
  const mail = site.mails.findLast(({ to }) => to === address)
  return /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(mail?.text ?? '')?.[0] ?? ''
}

/** The first address in the last mail that leads to this path, below the site's own. */
export function addressIn(site: MailingSite, path: string): string {
  const found = site.mails.at(-1)?.text.match(/https:\/\/shop\.example(\S+)/g) ?? []
  const address = found.find((one) => new URL(one).pathname.endsWith(path))
  return address === undefined ? '' : address.slice('https://shop.example'.length)
}

export const secondsLater = (site: PlainSite, seconds: number): void => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}
