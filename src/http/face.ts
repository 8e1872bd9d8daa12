import { availableLocales, chooseLocale, directionOf, messagesFor } from '../pages/messages/index.js'
import type { Frame } from '../pages/models.js'
import { builtInPages, type Pages } from '../pages/pages.js'
import type { Visitor } from '../ports/host.js'

export type PageName = keyof Pages

/** Every page with the model it renders. */
export type PageModels = { readonly [N in PageName]: Parameters<Pages[N]>[0] }

type Renderer<N extends PageName> = (model: PageModels[N], frame: Frame) => string

/**
 * A page of the host's own: an address to send the browser to (`?amazon=` tells why; `GET /pending` tells the rest),
 * or a function that renders our model.
 */
export type PageReplacement<N extends PageName> = string | Renderer<N>

export type PageReplacements = { readonly [N in PageName]?: PageReplacement<N> }

/** How our pages look and speak. */
export interface Face {
  readonly siteName: string
  readonly homeUrl: string
  readonly theme: Readonly<Record<string, string>>
  /** BCP 47, or null to follow `Accept-Language`. */
  readonly locale: (visitor: Visitor) => string | null
  readonly pages: PageReplacements
}

const renderers: { readonly [N in PageName]: Renderer<N> } = builtInPages

/** The address that replaces a page, or null when the page is rendered here. */
export function replacementAddress(face: Face, name: PageName): string | null {
  const replacement = face.pages[name]
  return typeof replacement === 'string' ? replacement : null
}

export function renderPage<N extends PageName>(
  face: Face,
  name: N,
  model: PageModels[N],
  frame: Frame,
): string {
  const replacement = face.pages[name]
  const renderer: Renderer<N> = typeof replacement === 'function' ? replacement : renderers[name]
  return renderer(model, frame)
}

/** The language this visitor reads, of those we write. */
export function localeOfVisitor(face: Face, visitor: Visitor): string {
  const wanted = face.locale(visitor) ?? visitor.request.headers.get('accept-language') ?? ''
  return chooseLocale(wanted, availableLocales)
}

export function createFrame(face: Face, visitor: Visitor, nonce: string): Frame {
  const locale = localeOfVisitor(face, visitor)
  const { siteName, homeUrl, theme } = face
  return {
    locale,
    direction: directionOf(locale),
    nonce,
    siteName,
    homeUrl,
    theme,
    messages: messagesFor(locale),
  }
}
