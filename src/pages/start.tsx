import { Button } from './button.js'
import { renderDocument } from './layout.js'
import type { Frame, StartPage } from './models.js'

/** The page with nothing but the button: another site's link must not begin a sign-in by itself. */
export function renderStart(model: StartPage, frame: Frame): string {
  const { other } = frame.messages
  return renderDocument({
    frame,
    title: other.startTitle(frame.siteName),
    state: 'calm',
    children: (
      <>
        <p>{other.startIntro(frame.siteName)}</p>
        <p>
          <Button kind="sign-in" image="inline" href={model.startUrl} />
        </p>
      </>
    ),
  })
}
