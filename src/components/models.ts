import type { Register } from '../client/outcomes.js'
import type {
  ConfirmPage,
  ConnectionsPage,
  FieldView,
  LinkPage,
  PageProblem,
  ProblemPage,
  RegisterPage,
} from '../pages/models.js'
import type { ConnectionsScreen, Given, Screen } from './screen.js'

type ScreenOf<K extends Screen['kind']> = Extract<Screen, { readonly kind: K }>

// The form tokens are for posts without JSON; what tells the forms apart is their action.
const csrf = ''
const anotherAccountUrl = '#again'

export function linkModel({ asked, given, problem }: ScreenOf<'link'>): LinkPage {
  const { located, email, ways, disclosure, canRegister, signInUrl, forgotPasswordUrl, amazon } = asked
  return {
    action: '#link',
    declineAction: '#decline',
    mailAction: '#mail',
    anotherAccountUrl,
    csrf,
    amazon,
    email: located ? { kind: 'located', address: email } : { kind: 'ask', value: given['email'] ?? email },
    ways,
    code: asked.codeSent ? { value: given['code'] ?? '' } : null,
    disclosure,
    signInUrl,
    forgotPasswordUrl,
    canRegister,
    problem: pageProblem(problem),
  }
}

export function confirmModel({ asked, problem }: ScreenOf<'confirm'>): ConfirmPage {
  const { action, amazon, account, askPassword } = asked
  return {
    kind: action,
    action: '#confirm',
    declineAction: '#decline',
    anotherAccountUrl,
    csrf,
    amazon,
    account,
    askPassword,
    problem: pageProblem(problem),
  }
}

export function registerModel({ asked, given, problem }: ScreenOf<'register'>): RegisterPage {
  return {
    action: '#register',
    linkUrl: '#have-account',
    anotherAccountUrl,
    csrf,
    amazon: asked.amazon,
    fields: asked.fields.map((field) => fieldView(field, asked, given)),
    codeSentTo: asked.codeSent ? (asked.codeSentTo ?? given['email'] ?? '') : null,
    problem: pageProblem(problem),
  }
}

function fieldView(field: Register['fields'][number], asked: Register, given: Given): FieldView {
  const wrong = asked.problems.find((problem) => problem.field === field.name)
  const wasSent = Object.keys(given).length > 0
  return {
    ...field,
    // A box that was left empty sends nothing.
    value: given[field.name] ?? (wasSent ? '' : (asked.prefill[field.name] ?? '')),
    problem: wrong === undefined ? null : { kind: wrong.problem, message: wrong.message },
  }
}

export function connectionsModel({ asked, notice, sent, problem }: ConnectionsScreen): ConnectionsPage {
  const { link, keepReason, askPassword, suggestion, setPassword } = asked
  return {
    linkAction: '#start-link',
    unlinkAction: '#unlink',
    csrf,
    link: link && { email: link.emailHint, linkedAt: link.linkedAt, lastUsedAt: link.lastUsedAt },
    keepReason,
    askPassword: askPassword || problem?.reason === 'reauthentication-required',
    suggestion,
    setPassword:
      setPassword === 'not-offered'
        ? null
        : {
            action: '#set-password',
            csrf,
            signInUrl: setPassword === 'sign-in-first' ? anotherAccountUrl : null,
            sent: sent && { sentAt: String(sent.sent.sentAt), trace: sent.sent.trace },
            problem: sent?.problem ?? null,
          },
    notice,
    problem: pageProblem(problem),
  }
}

export function problemModel({ problem }: ScreenOf<'problem'>): ProblemPage {
  const again = { retryUrl: anotherAccountUrl, signInUrl: null }
  if (problem.kind === 'unreachable')
    return { problem: { kind: 'no-answer' }, retryUrl: '#retry', signInUrl: null }
  if (problem.kind === 'failed') {
    const { kind, code, reference } = problem
    return { problem: { kind, code, reference }, ...again }
  }
  return { problem: { kind: 'refused', ...refusal(problem) }, ...again }
}

type Refused = NonNullable<ScreenOf<'confirm'>['problem']>

function pageProblem(problem: Refused | null): PageProblem | null {
  return problem && refusal(problem)
}

function refusal({ reason, retryAfterSeconds }: Refused): PageProblem {
  return retryAfterSeconds === null ? { reason } : { reason, retryAfterSeconds }
}
