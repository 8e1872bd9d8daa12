import { afterEach } from 'vitest'
import { canaries } from './canaries.js'
import { openShop, type Shop, type ShopOptions } from './shop.js'

/**
 * Opens a shop for one test and closes it afterwards, when it also looks for secrets where none may be: in events, mails
 * and the database. What a mail holds to prove a mailbox by may stand in that mail, and nowhere else.
 */
export function useShop(): (options?: ShopOptions) => Promise<Shop> {
  const open: Shop[] = []
  afterEach(async () => {
    for (const shop of open.splice(0)) {
      const told = findCanaries(shop)
      await shop.close()
      if (told.length > 0) throw new Error(`secrets were told: ${told.join(', ')}`)
    }
  })
  return async (options) => {
    const shop = await openShop(options)
    open.push(shop)
    return shop
  }
}

function findCanaries(shop: Shop): string[] {
  const kept = JSON.stringify(shop.events.map(flatten)) + dump(shop)
  const mails = JSON.stringify(shop.mails)
  const issued = shop.emulator.log
    .of('token')
    .flatMap(({ parameters }) => [parameters['code'], parameters['code_verifier']])
  const secrets = [...Object.values(canaries), ...issued, 'Atza|', 'Atzr|'].filter(
    (secret) => secret !== undefined,
  )
  const mailed = [...mails.matchAll(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|token=([\w.-]+)/g)].map(
    ([code, token]) => token ?? code,
  )
  return [
    ...secrets.filter((secret) => (kept + mails).includes(secret)),
    ...mailed.filter((secret) => kept.includes(secret)),
  ]
}

/** An event with its error opened up: message, stack and every cause. */
function flatten(event: object): unknown {
  const error: unknown = Reflect.get(event, 'error')
  return { ...event, error: describeError(error) }
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { message, stack, cause } = error
  return { properties: Object.entries(error), message, stack, cause: describeError(cause) }
}

function dump(shop: Shop): string {
  const tables = shop.rows("select name from sqlite_master where type = 'table'")
  return JSON.stringify(tables.map(({ name }) => shop.rows(`select * from "${String(name)}"`)))
}
