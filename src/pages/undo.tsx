import { renderDocument } from './layout.js'
import type { Frame, UndoPage } from './models.js'
import { OtherWays } from './parts.js'

interface Parts {
  readonly model: UndoPage
  readonly frame: Frame
}

/** "This was not me": asked first, because mail programs open every address; then what to do next. */
export function renderUndo(model: UndoPage, frame: Frame): string {
  const { undo } = frame.messages
  return renderDocument({
    frame,
    title: model.state === 'ask' ? undo.title : undo.doneTitle,
    state: 'calm',
    children:
      model.state === 'ask' ? <Question model={model} frame={frame} /> : <Done model={model} frame={frame} />,
  })
}

function Question({ model, frame }: Parts) {
  const { undo } = frame.messages
  return (
    <>
      <p>{undo.intro(frame.siteName)}</p>
      <p>{undo.effect}</p>
      <form method="post" action={model.action}>
        <input type="hidden" name="token" value={model.token} />
        <button class="secondary danger" type="submit">
          {undo.submit}
        </button>
      </form>
    </>
  )
}

function Done({ model, frame }: Parts) {
  const { undo, common, other } = frame.messages
  return (
    <>
      <p role="status">{undo.done(frame.siteName)}</p>
      <OtherWays label={common.otherWays}>
        {model.forgotPasswordUrl !== null && (
          <Way url={model.forgotPasswordUrl} words={common.forgotPassword} />
        )}
        {model.signInUrl !== null && <Way url={model.signInUrl} words={other.signIn(frame.siteName)} />}
        <Way url={frame.homeUrl} words={other.goHome(frame.siteName)} />
      </OtherWays>
    </>
  )
}

function Way({ url, words }: { readonly url: string; readonly words: string }) {
  return (
    <li>
      <a class="quiet" href={url}>
        {words}
      </a>
    </li>
  )
}
