import type { RefusalReason } from '../linking/reasons.js'
import type { Messages, ProblemText } from './messages/messages.js'
import type { Frame, PageProblem } from './models.js'
import { formatDuration } from './moments.js'

const aboutThePassword: ReadonlySet<RefusalReason> = new Set([
  'wrong-password',
  'password-missing',
  'password-locked',
])

/** The problem as the password field shows it, or null when it is not about the password. */
export function passwordProblem(problem: PageProblem | null, messages: Messages): string | null {
  if (problem === null || !aboutThePassword.has(problem.reason)) return null
  return sentences(messages.refusals[problem.reason], messages)
}

/** The problem as the code field shows it, or null when it is not about the code. */
export function codeProblem(problem: PageProblem | null, messages: Messages): string | null {
  return problem?.reason === 'code-wrong' ? sentences(messages.refusals['code-wrong'], messages) : null
}

/** The problem as a box above the form, or null when a field shows it. */
export function pageProblem(problem: PageProblem | null): PageProblem | null {
  if (problem === null || aboutThePassword.has(problem.reason) || problem.reason === 'code-wrong') return null
  return problem
}

/** Announced when the page opens, and focused, for there is no field to send the visitor to. */
export function ProblemBox({
  problem,
  frame,
}: {
  readonly problem: PageProblem | null
  readonly frame: Frame
}) {
  if (problem === null) return null
  const text = frame.messages.refusals[problem.reason]
  return (
    <div class="alert" role="alert" tabindex={-1} autofocus>
      <h2>{text.title}</h2>
      <p>{sentences(text, frame.messages)}</p>
      <Wait seconds={problem.retryAfterSeconds} frame={frame} />
    </div>
  )
}

/** How long to wait, where that is known. */
export function Wait({ seconds, frame }: { readonly seconds: number | undefined; readonly frame: Frame }) {
  if (seconds === undefined) return null
  return <p>{frame.messages.common.tryAgainIn(formatDuration(seconds, frame.locale))}</p>
}

/** What happened and what to do next, in one paragraph. */
export function sentences({ happened, next }: ProblemText, { common }: Messages): string {
  return [happened, next].filter((sentence) => sentence !== '').join(common.betweenSentences)
}
