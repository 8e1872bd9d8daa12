import { Button } from './button.js'
import { type Content, renderDocument } from './layout.js'
import type { ConnectionsPage, Frame } from './models.js'
import { formatDay } from './moments.js'
import { Foreign, TokenForm } from './parts.js'
import { PasswordField } from './password-field.js'
import { ProblemBox, pageProblem, passwordProblem, sentences } from './problems.js'
import { SetPassword } from './set-password.js'

type StoredLink = NonNullable<ConnectionsPage['link']>

interface Parts {
  readonly model: ConnectionsPage
  readonly frame: Frame
}

/** Settings: what is linked, and how to change that. */
export function renderConnections(model: ConnectionsPage, frame: Frame): string {
  return renderDocument(connectionsContent(model, frame))
}

/** The same without the document around it. */
export function connectionsContent(model: ConnectionsPage, frame: Frame): Content {
  const { connections } = frame.messages
  return {
    frame,
    title: connections.title,
    state: model.problem === null && !model.setPassword?.problem ? 'calm' : 'problem',
    children: (
      <>
        {model.notice !== null && (
          <p class="notice" role="status">
            {connections.notices[model.notice]}
          </p>
        )}
        <ProblemBox problem={boxedProblem(model)} frame={frame} />
        {model.link === null ? (
          <Empty model={model} frame={frame} />
        ) : (
          <>
            <p>{connections.intro(frame.siteName)}</p>
            <Linked link={model.link} frame={frame} />
            <Removal model={model} frame={frame} />
          </>
        )}
        <Suggestion model={model} frame={frame} />
        {model.setPassword !== null && <SetPassword view={model.setPassword} frame={frame} />}
        <p class="help">{connections.signOut(frame.siteName)}</p>
      </>
    ),
  }
}

/** Amazon's address is no proof of anything: the site's own page takes it from here. */
function Suggestion({ model, frame }: Parts) {
  const { connections } = frame.messages
  if (model.suggestion === null) return null
  return (
    <p>
      {connections.otherEmail} <Foreign text={model.suggestion.email ?? ''} />{' '}
      <a class="quiet" href={model.suggestion.url}>
        {connections.changeEmail}
      </a>
    </p>
  )
}

/** The password's problem belongs to its field, unless the page does not ask for one. */
function boxedProblem({ problem, link, askPassword, keepReason }: ConnectionsPage) {
  const hasPasswordField = link !== null && askPassword && keepReason === null
  return hasPasswordField ? pageProblem(problem) : problem
}

function Empty({ model, frame }: Parts) {
  const { connections } = frame.messages
  return (
    <div class="stack">
      <h2>{connections.empty}</h2>
      <p>{connections.emptyHelp(frame.siteName)}</p>
      <Button kind="link" image="inline" action={model.linkAction} csrf={model.csrf} />
    </div>
  )
}

function Linked({ link, frame }: { readonly link: StoredLink; readonly frame: Frame }) {
  const { common, connections } = frame.messages
  return (
    <dl class="identity">
      <div>
        <dt>{common.amazonAccount}</dt>
        <dd>{link.email === null ? common.noName : <Foreign text={link.email} />}</dd>
      </div>
      <div>
        <dt>{connections.linkedAt}</dt>
        <dd>
          <Day moment={link.linkedAt} frame={frame} />
        </dd>
      </div>
      <div>
        <dt>{connections.lastUsedAt}</dt>
        <dd>
          <Day moment={link.lastUsedAt} frame={frame} />
        </dd>
      </div>
    </dl>
  )
}

function Day({ moment, frame }: { readonly moment: Date | null; readonly frame: Frame }) {
  if (moment === null) return <>{frame.messages.connections.notKnown}</>
  return <time datetime={moment.toISOString()}>{formatDay(moment, frame.locale)}</time>
}

/** The way out, or why it is closed. */
function Removal({ model, frame }: Parts) {
  const { connections, refusals } = frame.messages
  if (model.keepReason !== null) {
    const reason = refusals[model.keepReason]
    return (
      <div class="stack">
        <h2>{reason.title}</h2>
        <p>{sentences(reason, frame.messages)}</p>
      </div>
    )
  }
  return (
    <TokenForm action={model.unlinkAction} csrf={model.csrf}>
      {model.askPassword && (
        <PasswordField frame={frame} problem={passwordProblem(model.problem, frame.messages)} />
      )}
      <p>{connections.removeHelp(frame.siteName)}</p>
      <button class="secondary danger" type="submit">
        {connections.remove}
      </button>
    </TokenForm>
  )
}
