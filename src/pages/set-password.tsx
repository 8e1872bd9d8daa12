import type { Frame, SetPasswordView } from './models.js'
import { TokenForm } from './parts.js'
import { FieldError } from './password-field.js'

interface Parts {
  readonly view: SetPasswordView
  readonly frame: Frame
}

/** A first password, for an account that was made through Amazon. */
export function SetPassword({ view, frame }: Parts) {
  const { connections } = frame.messages
  return (
    <section class="stack" aria-labelledby="set-password">
      <h2 id="set-password">{connections.setPassword}</h2>
      <p>{connections.setPasswordHelp(frame.siteName)}</p>
      <NextStep view={view} frame={frame} />
    </section>
  )
}

function NextStep({ view, frame }: Parts) {
  const { connections, other } = frame.messages
  if (view.signInUrl !== null) {
    return (
      <>
        <p>{connections.signInAgain}</p>
        <a class="quiet" href={view.signInUrl}>
          {other.continueLink}
        </a>
      </>
    )
  }
  if (view.sent !== null) return <PasswordForm view={view} sent={view.sent} frame={frame} />
  return (
    <TokenForm action={view.action} csrf={view.csrf}>
      <button class="secondary" type="submit">
        {connections.setPasswordSend}
      </button>
    </TokenForm>
  )
}

function PasswordForm({
  view,
  sent,
  frame,
}: Parts & { readonly sent: NonNullable<SetPasswordView['sent']> }) {
  const { connections, link } = frame.messages
  const described = view.problem === null ? 'code-help' : 'set-password-problem code-help'
  return (
    <TokenForm action={view.action} csrf={view.csrf}>
      <input type="hidden" name="sent_at" value={sent.sentAt} />
      <input type="hidden" name="trace" value={sent.trace} />
      <FieldError id="set-password-problem" text={view.problem} />
      <div class="field">
        <label for="code">{link.code}</label>
        <p class="help" id="code-help">
          {link.codeHelp}
        </p>
        <input
          id="code"
          name="code"
          type="text"
          autocomplete="one-time-code"
          required
          autofocus={view.problem !== null}
          aria-describedby={described}
        />
      </div>
      <div class="field">
        <label for="new-password">{connections.newPassword(frame.siteName)}</label>
        <input id="new-password" name="password" type="password" autocomplete="new-password" required />
      </div>
      <button class="primary" type="submit">
        {connections.setPasswordSubmit}
      </button>
    </TokenForm>
  )
}
