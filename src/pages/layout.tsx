import type { Child } from 'hono/jsx'
import { htmlOf } from './html.js'
import type { Frame } from './models.js'
import { styleSheet } from './styles.js'

/** What one page says. */
export interface Content {
  readonly frame: Frame
  readonly title: string
  /** `problem` puts that word first in the title, where screen readers and tabs show it. */
  readonly state: 'calm' | 'problem'
  readonly head?: Child
  readonly children: Child
}

/** A whole page: the shop's name on top, one card below. */
export function renderDocument(props: Content): string {
  return `<!doctype html>${htmlOf(<Document {...props} />)}`
}

function Document({ frame, title, state, head, children }: Content) {
  const prefix = state === 'problem' ? frame.messages.common.problemPrefix : ''
  return (
    <html lang={frame.locale} dir={frame.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${prefix}${title} · ${frame.siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        {head}
        <style nonce={frame.nonce} dangerouslySetInnerHTML={{ __html: styleSheet(frame.theme) }} />
      </head>
      <body>
        <header class="site">
          <a href={frame.homeUrl}>{frame.siteName}</a>
        </header>
        <main class="card">
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

/** The card alone, for a page that is somebody else's: one heading lower, and with a place for the focus to go. */
export function renderCard({ title, children }: Content): string {
  return htmlOf(
    <section class="card" aria-labelledby="title">
      <h2 id="title" class="title" tabindex={-1}>
        {title}
      </h2>
      {children}
    </section>,
  )
}
