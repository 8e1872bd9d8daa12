import { failureCodes, refusalReasons } from '../../src/linking/reasons.js'
import { renderConfirm } from '../../src/pages/confirm.js'
import { renderConnections } from '../../src/pages/connections.js'
import { renderContinue } from '../../src/pages/continue.js'
import { renderDevice } from '../../src/pages/device.js'
import { renderLink } from '../../src/pages/link.js'
import { directionOf, messagesFor } from '../../src/pages/messages/index.js'
import type {
  ConfirmPage,
  ConnectionsPage,
  FieldView,
  Frame,
  LinkPage,
  RegisterPage,
  SetPasswordView,
  UndoPage,
} from '../../src/pages/models.js'
import { renderProblem } from '../../src/pages/problem.js'
import { renderRegister } from '../../src/pages/register.js'
import { renderStart } from '../../src/pages/start.js'
import { renderUndo } from '../../src/pages/undo.js'

/** Text that somebody else wrote, in whatever page shows it. */
interface ForeignText {
  readonly name: string | null
  readonly email: string
}

const vera: ForeignText = { name: 'Vera Lindqvist', email: 'v•••@post.example' }

export const aFrame = (overrides: Partial<Frame> = {}): Frame => ({
  locale: 'en',
  direction: 'ltr',
  nonce: 'bm9uY2Utbm9uY2Utbm9uY2U',
  siteName: 'Fernweh Books',
  homeUrl: '/',
  theme: {},
  messages: messagesFor('en'),
  ...overrides,
})

export const aFrameIn = (locale: string, siteName = 'Fernweh Books'): Frame =>
  aFrame({ locale, siteName, direction: directionOf(locale), messages: messagesFor(locale) })

export const aLinkPage = (overrides: Partial<LinkPage> = {}): LinkPage => ({
  action: '/auth/amazon/link',
  declineAction: '/auth/amazon/link/decline',
  anotherAccountUrl: '/auth/amazon/start',
  csrf: 'csrf-token',
  amazon: vera,
  email: { kind: 'located', address: 'vera@post.example' },
  ways: ['password', 'sign-in-page'],
  signInUrl: '/sign-in',
  forgotPasswordUrl: '/forgot',
  mailAction: '/auth/amazon/link/mail',
  code: null,
  disclosure: 'helpful',
  canRegister: true,
  problem: null,
  ...overrides,
})

export const aField = (overrides: Partial<FieldView> = {}): FieldView => ({
  name: 'email',
  label: null,
  type: 'email',
  value: 'vera@post.example',
  required: true,
  autocomplete: null,
  help: null,
  options: [],
  problem: null,
  ...overrides,
})

const fields: readonly FieldView[] = [
  aField(),
  aField({ name: 'name', type: 'text', value: 'Vera Lindqvist' }),
  aField({ name: 'postal_code', type: 'text', value: '', required: false }),
  aField({
    name: 'phone',
    label: 'Telephone',
    type: 'tel',
    value: '',
    autocomplete: 'tel',
    help: 'For the parcel service.',
  }),
  aField({
    name: 'genre',
    label: 'What do you like to read?',
    type: 'select',
    value: 'travel',
    options: [
      { value: 'travel', label: 'Travel' },
      { value: 'crime', label: 'Crime' },
    ],
  }),
  aField({ name: 'terms', label: 'I accept the terms of sale', type: 'checkbox', value: '' }),
]

const wrongFields = fields.map((field): FieldView => {
  if (field.name === 'email') return { ...field, value: 'vera', problem: { kind: 'invalid', message: null } }
  if (field.name === 'phone') return { ...field, problem: { kind: 'required', message: null } }
  if (field.name === 'terms')
    return { ...field, problem: { kind: 'required', message: 'Please accept the terms.' } }
  return field
})

export const aRegisterPage = (overrides: Partial<RegisterPage> = {}): RegisterPage => ({
  action: '/auth/amazon/register',
  linkUrl: '/auth/amazon/link',
  anotherAccountUrl: '/auth/amazon/start',
  csrf: 'csrf-token',
  amazon: vera,
  fields,
  codeSentTo: null,
  problem: null,
  ...overrides,
})

export const aConfirmPage = (overrides: Partial<ConfirmPage> = {}): ConfirmPage => ({
  kind: 'link',
  action: '/auth/amazon/link',
  declineAction: '/auth/amazon/link/decline',
  anotherAccountUrl: '/auth/amazon/start',
  csrf: 'csrf-token',
  amazon: vera,
  account: { name: 'Vera L.', email: 'vera@books.example' },
  askPassword: false,
  problem: null,
  ...overrides,
})

export const aConnectionsPage = (overrides: Partial<ConnectionsPage> = {}): ConnectionsPage => ({
  linkAction: '/auth/amazon/start',
  unlinkAction: '/auth/amazon/connections/unlink',
  csrf: 'csrf-token',
  link: {
    email: 'vera@post.example',
    linkedAt: new Date('2026-03-04T10:00:00Z'),
    lastUsedAt: new Date('2026-11-20T18:30:00Z'),
  },
  suggestion: null,
  setPassword: null,
  keepReason: null,
  askPassword: false,
  notice: null,
  problem: null,
  ...overrides,
})

/** Every page in every state that looks different, by name. */
export function everyState(frame: Frame, foreign: ForeignText = vera): ReadonlyMap<string, string> {
  return new Map([
    ...linkStates(frame, foreign),
    ...registerStates(frame, foreign),
    ...confirmStates(frame, foreign),
    ...connectionsStates(frame, foreign),
    ...undoStates(frame),
    ...deviceStates(frame),
    ...problemStates(frame),
    ['start', renderStart({ startUrl: '/auth/amazon/start' }, frame)],
    ['continue', renderContinue({ location: '/ap/oa?client_id=amzn1.app&state=s', to: 'amazon' }, frame)],
    ['onward', renderContinue({ location: '/second-factor', to: 'elsewhere' }, frame)],
  ])
}

function linkStates(frame: Frame, foreign: ForeignText): [string, string][] {
  const located = { kind: 'located', address: foreign.email } as const
  const ask = { kind: 'ask', value: foreign.email } as const
  const page = (overrides: Partial<LinkPage>): string =>
    renderLink(aLinkPage({ amazon: foreign, email: located, ...overrides }), frame)
  return [
    ['link', page({})],
    ['link-wrong-password', page({ problem: { reason: 'wrong-password' } })],
    ['link-too-many', page({ problem: { reason: 'too-many-attempts', retryAfterSeconds: 150 } })],
    ['link-password-only', page({ ways: ['password'], forgotPasswordUrl: null, canRegister: false })],
    ['link-sign-in-page-only', page({ ways: ['sign-in-page'] })],
    ['link-nameless', page({ amazon: { name: null, email: null } })],
    ['link-mailbox', page({ ways: ['sign-in-page', 'mailbox'] })],
    ['link-code', page({ ways: ['mailbox'], code: { value: '' } })],
    ['link-code-filled-in', page({ ways: ['mailbox'], code: { value: '7K2QX-9MTBA' } })],
    ['link-code-wrong', page({ ways: ['mailbox'], code: { value: '' }, problem: { reason: 'code-wrong' } })],
    ['link-strict', page({ email: ask, disclosure: 'strict', ways: ['password', 'mailbox'] })],
    ['link-strict-code', page({ email: ask, disclosure: 'strict', ways: ['mailbox'], code: { value: '' } })],
    ['link-ask', page({ email: ask })],
    ['link-ask-wrong', page({ email: ask, problem: { reason: 'wrong-password' } })],
    ['link-ask-closed', page({ email: ask, canRegister: false, problem: { reason: 'csrf-token-invalid' } })],
  ]
}

function registerStates(frame: Frame, foreign: ForeignText): [string, string][] {
  const filled = fields.map((field) => {
    if (field.name === 'email') return { ...field, value: foreign.email }
    return field.name === 'name' ? { ...field, value: foreign.name ?? '' } : field
  })
  const page = (overrides: Partial<RegisterPage>): string =>
    renderRegister(aRegisterPage({ amazon: foreign, fields: filled, ...overrides }), frame)
  const code = aField({ name: 'code', type: 'text', value: '', autocomplete: 'one-time-code' })
  const wrongCode = { ...code, problem: { kind: 'invalid', message: null } } as const
  const taken = aField({ value: foreign.email, problem: { kind: 'taken', message: null } })
  return [
    ['register', page({})],
    ['register-wrong', page({ fields: wrongFields })],
    ['register-taken', page({ fields: [taken] })],
    ['register-code', page({ fields: [...filled.slice(0, 2), code], codeSentTo: foreign.email })],
    ['register-code-wrong', page({ fields: [wrongCode], codeSentTo: foreign.email })],
    ['register-try-again', page({ problem: { reason: 'try-again' } })],
  ]
}

function confirmStates(frame: Frame, foreign: ForeignText): [string, string][] {
  const page = (overrides: Partial<ConfirmPage>): string =>
    renderConfirm(aConfirmPage({ amazon: foreign, account: foreign, ...overrides }), frame)
  return [
    ['confirm', page({})],
    ['confirm-password', page({ askPassword: true })],
    ['confirm-wrong-password', page({ askPassword: true, problem: { reason: 'wrong-password' } })],
    ['confirm-switch', page({ kind: 'switch' })],
  ]
}

function connectionsStates(frame: Frame, foreign: ForeignText): [string, string][] {
  const link = { email: foreign.email, linkedAt: new Date('2026-03-04T10:00:00Z'), lastUsedAt: null }
  const sent = { sentAt: '1763800000000', trace: 'trace' }
  const page = (overrides: Partial<ConnectionsPage>): string =>
    renderConnections(aConnectionsPage({ link, ...overrides }), frame)
  return [
    ['connections', renderConnections(aConnectionsPage(), frame)],
    ['connections-linked', page({ notice: 'linked' })],
    ['connections-password', page({ askPassword: true })],
    ['connections-wrong-password', page({ askPassword: true, problem: { reason: 'wrong-password' } })],
    ['connections-last-way', page({ keepReason: 'last-way-to-sign-in' })],
    ['connections-empty', page({ link: null })],
    ['connections-unlinked', page({ link: null, notice: 'unlinked' })],
    ['connections-suggestion', page({ suggestion: { email: foreign.email, url: '/account/address' } })],
    ['connections-set-password', page({ keepReason: 'last-way-to-sign-in', setPassword: aSetPassword() })],
    [
      'connections-set-password-stale',
      page({ setPassword: aSetPassword({ signInUrl: '/auth/amazon/start' }) }),
    ],
    ['connections-set-password-code', page({ setPassword: aSetPassword({ sent }) })],
    ['connections-set-password-wrong', page({ setPassword: aSetPassword({ sent, problem: 'Too short.' }) })],
    ['connections-password-set', page({ notice: 'password-set' })],
    ['connections-refused', page({ link: null, problem: { reason: 'linked-to-another-account' } })],
  ]
}

const aSetPassword = (overrides: Partial<SetPasswordView> = {}): SetPasswordView => ({
  action: '/auth/amazon/connections/password',
  csrf: 'csrf-token',
  signInUrl: null,
  sent: null,
  problem: null,
  ...overrides,
})

function undoStates(frame: Frame): [string, string][] {
  const page = (state: UndoPage['state']): string =>
    renderUndo(
      {
        state,
        action: '/auth/amazon/undo',
        token: 'token',
        forgotPasswordUrl: '/forgot',
        signInUrl: '/sign-in',
      },
      frame,
    )
  return [
    ['undo', page('ask')],
    ['undo-done', page('done')],
  ]
}

function deviceStates(frame: Frame): [string, string][] {
  const model = { action: '/auth/amazon/start', code: '7K2Q-X9MT' }
  return [
    ['device', renderDevice({ ...model, state: 'ask' }, frame)],
    ['device-done', renderDevice({ ...model, state: 'done' }, frame)],
  ]
}

function problemStates(frame: Frame): [string, string][] {
  const ways = { retryUrl: '/auth/amazon/start', signInUrl: '/sign-in' }
  return [
    ...refusalReasons.map((reason): [string, string] => {
      const wait = reason === 'too-many-attempts' ? { retryAfterSeconds: 40 } : {}
      const problem = { kind: 'refused', reason, ...wait } as const
      return [`problem-${reason}`, renderProblem({ problem, ...ways }, frame)]
    }),
    ...failureCodes.map((code): [string, string] => {
      const problem = { kind: 'failed', code, reference: 'K7QF-2M9X' } as const
      return [`problem-${code}`, renderProblem({ problem, ...ways }, frame)]
    }),
  ]
}
