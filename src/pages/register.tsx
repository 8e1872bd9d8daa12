import { type Content, renderDocument } from './layout.js'
import type { FieldView, Frame, RegisterPage } from './models.js'
import { AmazonIdentity, AnotherAmazonAccount, Identities, OtherWays, TokenForm } from './parts.js'
import { ProblemBox } from './problems.js'
import { readableText } from './readable-text.js'
import { fieldId, fieldLabel, fieldProblem, RegistrationField } from './registration-field.js'

/** "One more step": what Amazon told is filled in, the rest is asked. */
export function renderRegister(model: RegisterPage, frame: Frame): string {
  return renderDocument(registerContent(model, frame))
}

/** The same without the document around it. */
export function registerContent(model: RegisterPage, frame: Frame): Content {
  const { register, common } = frame.messages
  const wrong = model.fields.filter((field) => field.problem !== null)
  const isCalm = model.problem === null && wrong.length === 0
  return {
    frame,
    title: register.title,
    state: isCalm ? 'calm' : 'problem',
    children: (
      <>
        <p>{register.intro(frame.siteName)}</p>
        {wrong.length > 0 ? (
          <ErrorSummary fields={wrong} frame={frame} />
        ) : (
          <ProblemBox problem={model.problem} frame={frame} />
        )}
        {model.codeSentTo !== null && (
          <p class="notice" role="status">
            {register.codeSent(readableText(model.codeSentTo))}
          </p>
        )}
        <Identities>
          <AmazonIdentity amazon={model.amazon} messages={frame.messages} />
        </Identities>
        <TokenForm action={model.action} csrf={model.csrf}>
          {model.fields.map((field) => (
            <RegistrationField field={field} frame={frame} focus={field === wrong[0] ? 'first' : 'none'} />
          ))}
          <button class="primary" type="submit">
            {register.submit}
          </button>
          {model.codeSentTo !== null && (
            <button class="quiet" type="submit" name="again" value="1" formnovalidate>
              {register.codeAgain}
            </button>
          )}
        </TokenForm>
        <OtherWays label={common.otherWays}>
          <li>
            <a class="quiet" href={model.linkUrl}>
              {register.haveAccount}
            </a>
          </li>
          <AnotherAmazonAccount url={model.anotherAccountUrl} messages={frame.messages} />
        </OtherWays>
      </>
    ),
  }
}

/** All that is wrong at once, each a link to its field. */
function ErrorSummary({ fields, frame }: { readonly fields: readonly FieldView[]; readonly frame: Frame }) {
  return (
    <div class="alert" role="alert">
      <h2>{frame.messages.common.problemHeading}</h2>
      <ul>
        {fields.map((field) => (
          <li>
            <a href={`#${fieldId(field)}`}>
              <bdi>{fieldLabel(field, frame)}</bdi>
              {frame.messages.register.colon}
              <bdi>{fieldProblem(field, frame)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
