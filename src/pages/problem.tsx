import type { RefusalReason } from '../linking/reasons.js'
import { type Content, renderDocument } from './layout.js'
import type { ProblemText } from './messages/messages.js'
import type { Frame, ProblemPage } from './models.js'
import { Wait } from './problems.js'

// The visitor's own choice, or good news: nothing went wrong.
const calmReasons: ReadonlySet<RefusalReason> = new Set([
  'authorization-declined',
  'declined',
  'already-linked',
])

/** Every refusal and failure that has no form to go back to: what happened and what to do next. */
export function renderProblem(model: ProblemPage, frame: Frame): string {
  return renderDocument(problemContent(model, frame))
}

/** The same without the document around it. */
export function problemContent(model: ProblemPage, frame: Frame): Content {
  const { problem } = model
  const text = problemText(problem, frame)
  const isCalm = problem.kind === 'refused' && calmReasons.has(problem.reason)
  return {
    frame,
    title: text.title,
    state: isCalm ? 'calm' : 'problem',
    children: (
      <>
        <p>{text.happened}</p>
        {text.next !== '' && <p>{text.next}</p>}
        {problem.kind === 'refused' && <Wait seconds={problem.retryAfterSeconds} frame={frame} />}
        <WaysOn model={model} frame={frame} />
        {problem.kind === 'failed' && problem.reference !== '' && (
          <Reference reference={problem.reference} frame={frame} />
        )}
      </>
    ),
  }
}

function problemText(problem: ProblemPage['problem'], { messages }: Frame): ProblemText {
  if (problem.kind === 'refused') return messages.refusals[problem.reason]
  if (problem.kind === 'failed') return messages.failures[problem.code]
  return messages.other.noAnswer
}

function WaysOn({ model, frame }: { readonly model: ProblemPage; readonly frame: Frame }) {
  const { other } = frame.messages
  const ways = [
    { href: model.retryUrl, text: other.tryAgain },
    { href: model.signInUrl, text: other.signIn(frame.siteName) },
    { href: frame.homeUrl, text: other.goHome(frame.siteName) },
  ]
  const open = ways.flatMap(({ href, text }) => (href === null ? [] : [{ href, text }]))
  return (
    <div class="actions">
      {open.map(({ href, text }, place) => (
        <a class={place === 0 ? 'primary' : 'secondary'} href={href}>
          {text}
        </a>
      ))}
    </div>
  )
}

/** Lets support find the line in the log. */
function Reference({ reference, frame }: { readonly reference: string; readonly frame: Frame }) {
  return (
    <p class="help">
      {frame.messages.other.reference} <code>{reference}</code>
    </p>
  )
}
