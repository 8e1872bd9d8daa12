import { renderDocument } from './layout.js'
import type { ContinuePage, Frame } from './models.js'

/**
 * The same-origin step between a POST and another origin. A redirect would do, were it not that `form-action 'self'`
 * forbids a form to end up at another origin.
 */
export function renderContinue(model: ContinuePage, frame: Frame): string {
  const words = wordsOf(model, frame)
  return renderDocument({
    frame,
    title: words.title,
    state: 'calm',
    head: <meta http-equiv="refresh" content={`0; url=${model.location}`} />,
    children: (
      <>
        <p>{words.intro}</p>
        <a class="primary" href={model.location}>
          {words.link}
        </a>
      </>
    ),
  })
}

function wordsOf({ to }: ContinuePage, { messages: { other } }: Frame) {
  if (to === 'amazon')
    return { title: other.continueTitle, intro: other.continueIntro, link: other.continueLink }
  return { title: other.onwardTitle, intro: other.onwardIntro, link: other.onwardLink }
}
