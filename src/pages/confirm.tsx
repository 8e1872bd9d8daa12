import { type Content, renderDocument } from './layout.js'
import type { ConfirmPage, Frame } from './models.js'
import { AmazonIdentity, AnotherAmazonAccount, Identities, Identity, OtherWays, TokenForm } from './parts.js'
import { PasswordField, UsernameField } from './password-field.js'
import { ProblemBox, pageProblem, passwordProblem } from './problems.js'

interface Parts {
  readonly model: ConfirmPage
  readonly frame: Frame
}

/** A yes-or-no page that names both accounts before anything is connected or switched. */
export function renderConfirm(model: ConfirmPage, frame: Frame): string {
  return renderDocument(confirmContent(model, frame))
}

/** The same without the document around it. */
export function confirmContent(model: ConfirmPage, frame: Frame): Content {
  const texts = textsOf(model, frame)
  const { messages, siteName } = frame
  return {
    frame,
    title: texts.title,
    state: model.problem === null ? 'calm' : 'problem',
    children: (
      <>
        <p>{texts.intro}</p>
        <ProblemBox problem={pageProblem(model.problem)} frame={frame} />
        <Identities>
          <AmazonIdentity amazon={model.amazon} messages={messages} />
          <Identity label={messages.confirm.signedInHere(siteName)} {...model.account} messages={messages} />
        </Identities>
        <p>{texts.effect}</p>
        <TokenForm action={model.action} csrf={model.csrf}>
          <Assurance model={model} frame={frame} />
          <button class="primary" type="submit">
            {texts.submit}
          </button>
        </TokenForm>
        <TokenForm action={model.declineAction} csrf={model.csrf}>
          <button class="secondary" type="submit">
            {texts.decline}
          </button>
        </TokenForm>
        <OtherWays label={messages.common.otherWays}>
          <AnotherAmazonAccount url={model.anotherAccountUrl} messages={messages} />
        </OtherWays>
      </>
    ),
  }
}

/** What makes the yes deliberate: the password where it is due, else a tick when something is connected. */
function Assurance({ model, frame }: Parts) {
  const { confirm, common } = frame.messages
  if (model.askPassword) {
    return (
      <>
        <p>{confirm.askPassword}</p>
        {model.account.email !== null && <UsernameField label={common.email} address={model.account.email} />}
        <PasswordField frame={frame} problem={passwordProblem(model.problem, frame.messages)} />
      </>
    )
  }
  if (model.kind === 'switch') return null
  // A page that lures a double click could place the second one on the button. It cannot place it in two spots.
  return (
    <div class="field check">
      <input id="mine" type="checkbox" required />
      <label for="mine">{confirm.linkMine}</label>
    </div>
  )
}

function textsOf(model: ConfirmPage, { messages: { confirm }, siteName }: Frame) {
  if (model.kind === 'switch') {
    return {
      title: confirm.switchTitle,
      intro: confirm.switchIntro(siteName),
      effect: confirm.switchEffect,
      submit: confirm.switchSubmit,
      decline: confirm.switchDecline,
    }
  }
  return {
    title: confirm.linkTitle,
    intro: confirm.linkIntro(siteName),
    effect: confirm.linkEffect(siteName),
    submit: confirm.linkSubmit,
    decline: confirm.linkDecline,
  }
}
