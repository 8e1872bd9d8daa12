import { type Content, renderDocument } from './layout.js'
import type { Frame, LinkPage } from './models.js'
import { AmazonIdentity, AnotherAmazonAccount, Identities, OtherWays, TokenForm } from './parts.js'
import { FieldError, PasswordField, UsernameField } from './password-field.js'
import { codeProblem, ProblemBox, pageProblem, passwordProblem } from './problems.js'

interface Parts {
  readonly model: LinkPage
  readonly frame: Frame
}

/** "An account with this address exists: show that it is yours", or "which account is yours?" */
export function renderLink(model: LinkPage, frame: Frame): string {
  return renderDocument(linkContent(model, frame))
}

/** The same without the document around it. */
export function linkContent(model: LinkPage, frame: Frame): Content {
  const { messages } = frame
  const isLocated = model.email.kind === 'located'
  return {
    frame,
    title: isLocated ? messages.link.title : messages.link.askTitle,
    state: model.problem === null ? 'calm' : 'problem',
    children: (
      <>
        <p>{introduction(model, frame)}</p>
        <ProblemBox problem={pageProblem(model.problem)} frame={frame} />
        <Identities>
          <AmazonIdentity amazon={model.amazon} messages={messages} />
        </Identities>
        <CodeForm model={model} frame={frame} />
        {model.ways.includes('password') && <PasswordForm model={model} frame={frame} />}
        <Ways model={model} frame={frame} />
      </>
    ),
  }
}

function introduction({ email, disclosure }: LinkPage, { messages, siteName }: Frame): string {
  if (disclosure === 'strict') return messages.link.neutral(siteName)
  return email.kind === 'located' ? messages.link.located(siteName) : messages.link.ask(siteName)
}

/** Shown once a mail was asked for; whether one was sent is told by the mailbox only. */
function CodeForm({ model, frame }: Parts) {
  const { link } = frame.messages
  if (model.code === null) return null
  const problem = codeProblem(model.problem, frame.messages)
  return (
    <TokenForm action={model.action} csrf={model.csrf}>
      <p role="status">{link.mailSent}</p>
      <div class="field">
        <label for="code">{link.code}</label>
        <p class="help" id="code-help">
          {link.codeHelp}
        </p>
        <FieldError id="code-problem" text={problem} />
        <input
          id="code"
          name="code"
          type="text"
          inputmode="text"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          required
          value={model.code.value}
          autofocus={problem !== null}
          aria-invalid={problem === null ? null : 'true'}
          aria-describedby={problem === null ? 'code-help' : 'code-problem code-help'}
        />
      </div>
      <button class="primary" type="submit">
        {link.codeSubmit}
      </button>
    </TokenForm>
  )
}

/** A code by mail: of the address that was located, or of the one that is typed here. */
function MailWay({ model, frame }: Parts) {
  const { link } = frame.messages
  if (!model.ways.includes('mailbox')) return null
  return (
    <li>
      <TokenForm action={model.mailAction} csrf={model.csrf}>
        {model.email.kind === 'ask' && <MailAddressField value={model.email.value} frame={frame} />}
        <button class="quiet" type="submit">
          {model.code === null ? link.mail : link.mailAgain}
        </button>
      </TokenForm>
      <p class="help">{link.mailHelp}</p>
    </li>
  )
}

function MailAddressField({ value, frame }: { readonly value: string; readonly frame: Frame }) {
  return (
    <div class="field">
      <label for="mail-address">{frame.messages.common.email}</label>
      <input id="mail-address" name="email" type="email" autocomplete="email" required value={value} />
    </div>
  )
}

function PasswordForm({ model, frame }: Parts) {
  const { messages, siteName } = frame
  const problem = passwordProblem(model.problem, messages)
  return (
    <TokenForm action={model.action} csrf={model.csrf}>
      {model.email.kind === 'located' ? (
        <UsernameField label={messages.common.accountAt(siteName)} address={model.email.address} />
      ) : (
        <EmailField value={model.email.value} problem={problem} frame={frame} />
      )}
      <PasswordField
        frame={frame}
        problem={model.email.kind === 'ask' ? askProblem(model, frame) : problem}
        forgotPasswordUrl={model.forgotPasswordUrl}
      />
      <button class="primary" type="submit">
        {messages.link.submit}
      </button>
      <p class="help">{messages.link.why}</p>
    </TokenForm>
  )
}

/** Where the visitor named the account, nobody says which of the two was wrong. */
function askProblem({ problem }: LinkPage, { messages }: Frame): string | null {
  if (problem?.reason === 'wrong-password') return messages.link.askMismatch
  return passwordProblem(problem, messages)
}

function EmailField({ value, problem, frame }: { value: string; problem: string | null; frame: Frame }) {
  return (
    <div class="field">
      <label for="email">{frame.messages.common.email}</label>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="username"
        required
        value={value}
        aria-invalid={problem === null ? null : 'true'}
        aria-describedby={problem === null ? null : 'password-problem'}
      />
    </div>
  )
}

function Ways({ model, frame }: Parts) {
  return (
    <OtherWays label={frame.messages.common.otherWays}>
      <MailWay model={model} frame={frame} />
      <SignInPageWay model={model} frame={frame} />
      <NotMineWay model={model} frame={frame} />
      <AnotherAmazonAccount url={model.anotherAccountUrl} messages={frame.messages} />
    </OtherWays>
  )
}

function SignInPageWay({ model, frame }: Parts) {
  const { link } = frame.messages
  if (model.signInUrl === null || !model.ways.includes('sign-in-page')) return null
  return (
    <li>
      <a class="quiet" href={model.signInUrl}>
        {link.signInPage(frame.siteName)}
      </a>
      <p class="help">{link.signInPageHelp}</p>
    </li>
  )
}

function NotMineWay({ model, frame }: Parts) {
  const { link } = frame.messages
  const isLocated = model.email.kind === 'located' && model.disclosure === 'helpful'
  if (!isLocated && !model.canRegister) return null
  return (
    <li>
      <TokenForm action={model.declineAction} csrf={model.csrf}>
        <button class="quiet" type="submit">
          {isLocated ? link.notMine : link.newAccount}
        </button>
      </TokenForm>
      {isLocated && model.canRegister && <p class="help">{link.notMineHelp}</p>}
    </li>
  )
}
