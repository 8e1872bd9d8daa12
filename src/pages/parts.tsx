import type { Child } from 'hono/jsx'
import type { Messages } from './messages/messages.js'
import type { AmazonAccountView } from './models.js'
import { readableText } from './readable-text.js'

/** A form that changes something: always a POST, always with the token that ties it to this browser's ticket. */
export function TokenForm(props: {
  readonly action: string
  readonly csrf: string
  readonly children: Child
}) {
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="csrf" value={props.csrf} />
      {props.children}
    </form>
  )
}

/** A name somebody else wrote: kept apart, so that its writing direction does not reach the words around it. */
export function Foreign({ text }: { readonly text: string }) {
  return <bdi>{readableText(text)}</bdi>
}

/** Who is who: the accounts a page speaks of, one row each. */
export function Identities({ children }: { readonly children: Child }) {
  return <dl class="identity">{children}</dl>
}

interface IdentityProps {
  readonly label: string
  readonly name: string | null
  readonly email: string | null
  readonly messages: Messages
}

/** One account, by whatever is known of it. */
export function Identity({ label, name, email, messages }: IdentityProps) {
  const known = [name, email].filter((text) => text !== null && readableText(text) !== '')
  const shown = known.length > 0 ? known : [messages.common.noName]
  return (
    <div>
      <dt>{label}</dt>
      {shown.map((text) => (
        <dd>
          <Foreign text={text ?? ''} />
        </dd>
      ))}
    </div>
  )
}

/** The Amazon account, so that nobody connects somebody else's by mistake. */
export function AmazonIdentity(props: { readonly amazon: AmazonAccountView; readonly messages: Messages }) {
  const { amazon, messages } = props
  return <Identity label={messages.common.amazonAccount} {...amazon} messages={messages} />
}

/** Sends the visitor back to Amazon to choose again. */
export function AnotherAmazonAccount(props: { readonly url: string; readonly messages: Messages }) {
  return (
    <li>
      <a class="quiet" href={props.url}>
        {props.messages.common.useAnotherAmazonAccount}
      </a>
      <p class="help">{props.messages.common.useAnotherAmazonAccountHelp}</p>
    </li>
  )
}

/** What else the visitor can do, below the way that most take. */
export function OtherWays({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <nav class="ways" aria-label={label}>
      <ul>{children}</ul>
    </nav>
  )
}
