import { renderDocument } from './layout.js'
import type { ContinuePage, Frame } from './models.js'

/**
 * The same-origin step between a POST and Amazon. A redirect would do, were it not that `form-action 'self'` forbids
 * a form to end up at another origin.
 */
export function renderContinue(model: ContinuePage, frame: Frame): string {
  const { other } = frame.messages
  return renderDocument({
    frame,
    title: other.continueTitle,
    state: 'calm',
    head: <meta http-equiv="refresh" content={`0; url=${model.location}`} />,
    children: (
      <>
        <p>{other.continueIntro}</p>
        <a class="primary" href={model.location}>
          {other.continueLink}
        </a>
      </>
    ),
  })
}
