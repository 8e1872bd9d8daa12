import { htmlOf } from './html.js'
import { directionOf } from './messages/index.js'

interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The same words twice, as plain text and as HTML: one paragraph each, addresses as links, nothing loaded. */
export function createMail(subject: string, text: string, locale: string): Mail {
  const paragraphs = text.trim().split(/\n{2,}/)
  const html = htmlOf(
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 0 auto; padding: 1em">
        {paragraphs.map((paragraph) => (
          <p>{paragraph.split('\n').map(renderLine)}</p>
        ))}
      </body>
    </html>,
  )
  return { subject, text, html: `<!doctype html>${html}` }
}

/** A line that is an address becomes a link; anything else is text, whatever it holds. */
function renderLine(line: string, index: number) {
  const isAddress = /^https?:\/\/\S+$/.test(line)
  return (
    <>
      {index > 0 && <br />}
      {isAddress ? <a href={line}>{line}</a> : line}
    </>
  )
}
