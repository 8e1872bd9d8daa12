import type { Finding } from '../sql.js'
import type { Configuration } from './config-file.js'
import { holdsPassword } from './database-address.js'
import { problemsOfOptions } from './doctor-options.js'
import type { Environment } from './environment.js'

const oldestNode = [20, 19] as const
// Stands in for secrets that only the site itself knows.
const unknownSecret = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** What can be told without a database: addresses, cookies, secrets, and the machine itself. */
export function diagnoseSite(configuration: Configuration | null, environment: Environment): Finding[] {
  return [
    nodeFinding(process.versions.node),
    ...(configuration === null
      ? []
      : [...optionFindings(configuration, environment), ...passwordFinding(configuration)]),
    ...secretFindings(environment),
    ...emulatorFindings(configuration, environment),
  ]
}

/** Node's version against the oldest one that is supported. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
  if (!isOld) return { check: 'node', level: 'ok', message: `Node ${version} is recent enough.` }
  const message = `Node ${version} is older than ${oldestNode.join('.')}, the oldest that is supported.`
  return { check: 'node', level: 'problem', message, fix: 'Install a newer Node: https://nodejs.org' }
}

function optionFindings(
  { baseUrl, basePath = '/auth/amazon', amazon }: Configuration,
  environment: Environment,
): Finding[] {
  if (baseUrl === undefined) {
    return [
      {
        check: 'redirect-uri',
        level: 'warning',
        message:
          'The configuration names no baseUrl, so the address for Amazon to send customers back to is not known.',
        fix: 'Add "baseUrl": "https://your.site" to the configuration; https is required but for localhost.',
      },
    ]
  }
  const problems = problemsOfOptions({
    baseUrl,
    basePath,
    secret: unknownSecret,
    amazon: {
      clientId: amazon?.clientId ?? environment['AMAZON_CLIENT_ID'] ?? 'not known here',
      clientSecret: environment['AMAZON_CLIENT_SECRET'] ?? 'not known here',
      region: amazon?.region ?? 'na',
    },
  })
  if (problems.length > 0) {
    return problems.map((message) => ({
      check: 'redirect-uri',
      level: 'problem',
      message,
      fix: 'Correct it in the configuration, and where createSparekey is called.',
    }))
  }
  return addressFindings(new URL(baseUrl), basePath)
}

function addressFindings(base: URL, basePath: string): Finding[] {
  const prefix = base.pathname.replace(/\/+$/, '')
  const redirectUri = `${base.origin}${prefix}${basePath}/callback`
  const shared =
    prefix === '' ? '' : ` The site lies under ${prefix}: what else is on ${base.hostname} sees its cookies.`
  const cookies: Finding =
    base.protocol === 'https:'
      ? {
          check: 'cookies',
          level: 'ok',
          message: `Cookies are Secure, HttpOnly and begin with __Host-.${shared}`,
        }
      : {
          check: 'cookies',
          level: 'warning',
          message: 'Cookies go over plain http: right for this machine alone.',
          fix: 'Before others visit, serve the site over https and set baseUrl to that address.',
        }
  return [
    {
      check: 'redirect-uri',
      level: 'ok',
      message: `In Amazon's console, "Allowed Return URLs" must hold exactly:\n${redirectUri}`,
    },
    cookies,
  ]
}

function passwordFinding({ database }: Configuration): Finding[] {
  if (database === undefined || !('url' in database) || !holdsPassword(database.url)) return []
  return [
    {
      check: 'database-password',
      level: 'problem',
      message: 'The configuration holds the password of the database.',
      fix: 'Put the address into DATABASE_URL in .env, and write "database": { "env": "DATABASE_URL" }. Change the password if the file was ever shared.',
    },
  ]
}

function secretFindings(environment: Environment): Finding[] {
  const secret = environment['SPAREKEY_SECRET'] ?? ''
  if (secret === '') return []
  const problems = problemsOfOptions({
    baseUrl: 'https://shop.example',
    secret,
    amazon: {
      clientId: 'not known here',
      clientSecret: environment['AMAZON_CLIENT_SECRET'] || 'not known here',
    },
  })
  if (problems.length === 0) {
    return [{ check: 'secret', level: 'ok', message: 'SPAREKEY_SECRET is long enough.' }]
  }
  return problems.map((message) => ({
    check: 'secret',
    level: 'problem',
    message: `SPAREKEY_SECRET: ${message}`,
    fix: 'Whoever guesses it can sign in as anybody: put a new one into the environment.',
  }))
}

// The client that the emulator starts with.
const emulatorClient = 'amzn1.application-oa2-client.5b1f8a3c9d2e4f60718293a4b5c6d7e8'
const atEmulator = /\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?/

/** A public site whose Amazon is on this machine lets anybody in who can reach that. */
function emulatorFindings(configuration: Configuration | null, environment: Environment): Finding[] {
  const isPublic = configuration?.baseUrl?.startsWith('https:') === true
  const names = Object.entries(environment)
    .filter(([name, value]) => /^(?:AMAZON|SPAREKEY)_/.test(name) && atEmulator.test(value ?? ''))
    .map(([name]) => name)
  const clientId = configuration?.amazon?.clientId ?? environment['AMAZON_CLIENT_ID'] ?? ''
  const found = [...names, ...(clientId === emulatorClient ? ['the client id of the emulator'] : [])]
  if (!isPublic || found.length === 0) return []
  return [
    {
      check: 'emulator',
      level: 'problem',
      message: `This public site is set up for the emulator: ${found.join(', ')}.`,
      fix: "Leave out amazon.endpoints, and use client id and secret from Amazon's console.",
    },
  ]
}
