import { confirmContent } from '../pages/confirm.js'
import { connectionsContent } from '../pages/connections.js'
import { renderCard } from '../pages/layout.js'
import { linkContent } from '../pages/link.js'
import type { Frame } from '../pages/models.js'
import { problemContent } from '../pages/problem.js'
import { registerContent } from '../pages/register.js'
import type { Language } from './languages.js'
import { confirmModel, connectionsModel, linkModel, problemModel, registerModel } from './models.js'
import type { Screen } from './screen.js'

/** What surrounds a screen. */
export interface Surroundings {
  readonly language: Language
  readonly siteName: string
  readonly homeUrl: string
}

/** The same markup and words as the built-in page of that name. */
export function renderScreen(screen: Screen, { language, siteName, homeUrl }: Surroundings): string {
  return renderCard(contentOf(screen, { ...language, nonce: '', siteName, homeUrl, theme: {} }))
}

function contentOf(screen: Screen, frame: Frame): Parameters<typeof renderCard>[0] {
  switch (screen.kind) {
    case 'link':
      return linkContent(linkModel(screen), frame)
    case 'confirm':
      return confirmContent(confirmModel(screen), frame)
    case 'register':
      return registerContent(registerModel(screen), frame)
    case 'connections':
      return connectionsContent(connectionsModel(screen), frame)
    case 'problem':
      return problemContent(problemModel(screen), frame)
  }
}
