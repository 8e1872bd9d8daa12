import type { ProfileRules } from '../flows/keep-profile.js'
import type {
  AmazonOptions,
  PageOptions,
  PolicyOptions,
  RegistrationOptions,
  SparekeyOptions,
} from './options.js'

/** Every option there is. One that is missing here, or here and nowhere else, does not compile. */
const options: Known<SparekeyOptions> = {
  amazon: true,
  basePath: true,
  baseUrl: true,
  clientAddress: true,
  clock: true,
  fetch: true,
  host: true,
  limiter: true,
  links: true,
  mailLocale: true,
  mailer: true,
  onEvent: true,
  origins: true,
  pages: true,
  policy: true,
  profile: true,
  random: true,
  registration: true,
  secret: true,
  sessions: true,
  timer: true,
}

const amazon: Known<AmazonOptions> = {
  audiences: true,
  clientId: true,
  clientSecret: true,
  deviceClientId: true,
  endpoints: true,
  issuer: true,
  nativeRedirects: true,
  region: true,
  scopes: true,
}

const registration: Known<RegistrationOptions> = {
  ask: true,
  emailProof: true,
  fields: true,
  page: true,
  require: true,
}

const policy: Known<PolicyOptions> = {
  checkAudience: true,
  disclosure: true,
  hostDeadlineSeconds: true,
  reauthenticationSeconds: true,
  ticketLifetimeSeconds: true,
  transactionLifetimeSeconds: true,
}

const pages: Known<PageOptions> = {
  changeEmail: true,
  confirm: true,
  connections: true,
  continue: true,
  defaultReturnTo: true,
  device: true,
  forgotPassword: true,
  homeUrl: true,
  link: true,
  locale: true,
  problem: true,
  register: true,
  signIn: true,
  siteName: true,
  start: true,
  theme: true,
  undo: true,
}

const profile: Known<ProfileRules> = { name: true, postalCode: true }

type Known<T> = { readonly [K in keyof Required<T>]: true }

/** Someone who writes `linkByEmail: true`, or mistypes `closed`, must not believe that it worked. */
export function unknownOptionProblems(given: object): string[] {
  const inside = (name: string): unknown => Reflect.get(given, name)
  return [
    ...unknownNames('', given, options),
    ...unknownNames('amazon.', inside('amazon'), amazon),
    ...unknownNames('registration.', inside('registration'), registration),
    ...unknownNames('policy.', inside('policy'), policy),
    ...unknownNames('pages.', inside('pages'), pages),
    ...unknownNames('profile.', inside('profile'), profile),
  ]
}

function unknownNames(prefix: string, given: unknown, known: object): string[] {
  if (typeof given !== 'object' || given === null) return []
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${prefix}${name} does not exist: known are ${Object.keys(known).join(', ')}.`)
}
