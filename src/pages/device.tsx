import { SubmitButton } from './button.js'
import { renderDocument } from './layout.js'
import type { DevicePage, Frame } from './models.js'

interface Parts {
  readonly model: DevicePage
  readonly frame: Frame
}

/** Where somebody goes on for a device without a keyboard: its code, then Amazon; and that this was all. */
export function renderDevice(model: DevicePage, frame: Frame): string {
  const { device } = frame.messages
  return renderDocument({
    frame,
    title: model.state === 'ask' ? device.title : device.doneTitle,
    state: 'calm',
    children: model.state === 'ask' ? <Question model={model} frame={frame} /> : <Done frame={frame} />,
  })
}

function Question({ model, frame }: Parts) {
  const { device } = frame.messages
  return (
    <>
      <p>{device.intro(frame.siteName)}</p>
      <form method="post" action={model.action}>
        <div class="field">
          <label for="user_code">{device.code}</label>
          <p class="help" id="user_code-help">
            {device.codeHelp}
          </p>
          <input
            id="user_code"
            name="user_code"
            type="text"
            value={model.code}
            required
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby="user_code-help"
          />
        </div>
        <p>{device.warning}</p>
        <SubmitButton />
      </form>
    </>
  )
}

function Done({ frame }: Pick<Parts, 'frame'>) {
  return <p role="status">{frame.messages.device.done}</p>
}
