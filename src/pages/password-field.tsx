import type { Child } from 'hono/jsx'
import type { Frame } from './models.js'
import { readableText } from './readable-text.js'

interface PasswordFieldProps {
  readonly frame: Frame
  readonly problem: string | null
  readonly forgotPasswordUrl?: string | null
}

/** The password of the account at this site. Its label names the site, for Amazon asked for another one just before. */
export function PasswordField({ frame, problem, forgotPasswordUrl = null }: PasswordFieldProps) {
  const { common } = frame.messages
  return (
    <div class="field">
      <label for="password">{common.passwordFor(frame.siteName)}</label>
      <p class="help" id="password-help">
        {common.passwordStaysHere(frame.siteName)}
      </p>
      <FieldError id="password-problem" text={problem} />
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby={problem === null ? 'password-help' : 'password-problem password-help'}
        aria-invalid={problem === null ? null : 'true'}
        autofocus={problem !== null}
      />
      {forgotPasswordUrl !== null && (
        <a class="quiet" href={forgotPasswordUrl}>
          {common.forgotPassword}
        </a>
      )}
    </div>
  )
}

/** Tells a password manager whose password it is. Shown, fixed, and never sent: the ticket knows the account. */
export function UsernameField({ label, address }: { readonly label: string; readonly address: string }) {
  return (
    <div class="field">
      <label for="username">{label}</label>
      <input id="username" type="text" autocomplete="username" value={readableText(address)} readonly />
    </div>
  )
}

/** The sentence that a field's `aria-describedby` names. */
export function FieldError({ id, text }: { readonly id: string; readonly text: Child }) {
  if (text === null) return null
  return (
    <p class="error" id={id}>
      <bdi>{text}</bdi>
    </p>
  )
}
