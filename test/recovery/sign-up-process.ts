// A process that signs one new customer up and kills itself on the way: `<links: file or address> <host> <moment>`.
import Database from 'libsql'
import { sqlLinks } from 'sparekey/sql'
import { openSiteDatabase } from '../instances/site-database.js'
import { openPlainSite } from '../support/plain-site.js'
import { fileHost, serviceHost } from './hosts.js'
import { comeAgain } from './keyed-site.js'

const [linksAt = '', hostAt = '', moment = ''] = process.argv.slice(2)

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}

function mortal<T extends object>(target: T): T {
  const surrounded = Object.entries(target).map(([name, real]) => {
    if (typeof real !== 'function') return [name, real] as const
    const call = async (...given: unknown[]): Promise<unknown> => {
      if (moment === `before ${name}`) await die()
      const result: unknown = Reflect.apply(real, target, given)
      if (moment === `during ${name}`) setImmediate(() => void die())
      await result
      return moment === `after ${name}` ? die() : result
    }
    return [name, call] as const
  })
  return Object.assign({ ...target }, Object.fromEntries(surrounded))
}

const isServer = linksAt.includes('://')
const links = sqlLinks({
  database: isServer ? openSiteDatabase(linksAt).handle : new Database(linksAt),
})
const host = hostAt.startsWith('http') ? serviceHost(hostAt) : fileHost(hostAt)
const { signedInAs } = await comeAgain(openPlainSite({ links: mortal(links), host: mortal(host) }))
process.stdout.write(String(signedInAs))
