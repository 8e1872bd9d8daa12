import type { Client, Destination } from '../client/client.js'
import type { Outcome } from '../client/outcomes.js'
import { withoutAnswer } from '../client/returning.js'
import type { Journey, Sent, Step } from './journey.js'
import { loadLanguage } from './languages.js'
import { renderScreen, type Surroundings } from './render-screen.js'
import type { Screen } from './screen.js'

/** What an element of ours is told by its attributes and properties. */
export interface Settings {
  readonly client: Client
  readonly locales: readonly string[]
  readonly siteName: string
  readonly homeUrl: string
  readonly destination: Destination
}

/** What an element gives its panel to work with. */
export interface Place {
  /** Is filled with the card, and hears what is done in it. */
  readonly box: HTMLElement
  readonly settings: () => Settings
  readonly toHtml: (html: string) => string
  /** Tells the page; false where the page takes it from here. */
  readonly tell: (outcome: Outcome) => boolean
  readonly goTo: (address: string) => void
}

/** Shows one screen after another in a box, and sends what is filled in. */
export class Panel {
  readonly #place: Place
  readonly #journey: Journey
  #screen: Screen | null = null
  #isBusy = false

  constructor(place: Place, journey: Journey) {
    this.#place = place
    this.#journey = journey
    place.box.addEventListener('submit', (event) => this.#onSubmit(event))
    place.box.addEventListener('click', (event) => this.#onClick(event))
  }

  async open(): Promise<void> {
    const address = location.href
    await this.#take((client) => this.#journey.begin(client, address), 'leave-focus')
    // A code that was used, or a word that was read, should not be there after a reload.
    const cleaned = withoutAnswer(address)
    if (cleaned !== address && location.href === address) history.replaceState(history.state, '', cleaned)
  }

  /** The same screen in other words. */
  async redraw(): Promise<void> {
    if (this.#screen !== null) await this.#show(this.#screen)
  }

  async #take(ask: (client: Client) => Promise<Step>, focus: 'leave-focus' | 'move-focus'): Promise<void> {
    // A second press while the first is on its way would be a second answer.
    if (this.#isBusy) return
    this.#isBusy = true
    this.#place.box.setAttribute('aria-busy', 'true')
    const step = await ask(this.#place.settings().client)
    this.#isBusy = false
    this.#place.box.removeAttribute('aria-busy')
    if ('end' in step) return this.#end(step.end)
    this.#place.tell(step.outcome)
    await this.#show(step.screen)
    if (focus === 'move-focus') this.#focus()
  }

  #end(outcome: Extract<Step, { end: unknown }>['end']): void {
    if (!this.#place.tell(outcome)) return
    const { destination, homeUrl } = this.#place.settings()
    if (outcome.kind === 'continue') this.#place.goTo(outcome.url)
    else this.#place.goTo(outcome.returnTo || (destination.returnTo ?? homeUrl))
  }

  async #show(screen: Screen): Promise<void> {
    const { box, settings, toHtml } = this.#place
    const { locales, siteName, homeUrl } = settings()
    const surroundings: Surroundings = { language: await loadLanguage(locales), siteName, homeUrl }
    this.#screen = screen
    box.lang = surroundings.language.locale
    box.dir = surroundings.language.direction
    box.innerHTML = toHtml(renderScreen(screen, surroundings))
  }

  /** To what is wrong, else to the heading: whoever does not see the page hears where they are. */
  #focus(): void {
    const { box } = this.#place
    const target = box.querySelector<HTMLElement>('[autofocus]') ?? box.querySelector<HTMLElement>('.title')
    target?.focus()
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const values: Record<string, string> = {}
    for (const [name, value] of new FormData(event.target))
      if (typeof value === 'string') values[name] = value
    const { submitter } = event
    if (submitter instanceof HTMLButtonElement && submitter.name !== '')
      values[submitter.name] = submitter.value
    // The form token of the pages: in JSON the origin stands for it.
    delete values['csrf']
    void this.#answer({ action: event.target.getAttribute('action') ?? '', values })
  }

  #onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    if (link === null) return
    event.preventDefault()
    const action = link.getAttribute('href') ?? ''
    // The list of problems leads to the fields; an id in a shadow root is no target of an address.
    const field = this.#place.box.querySelector<HTMLElement>(`[id="${CSS.escape(action.slice(1))}"]`)
    if (field !== null) field.focus()
    else if (action === '#again') void this.#beginAgain()
    else void this.#answer({ action, values: {} })
  }

  async #answer({ action, values }: Sent): Promise<void> {
    const screen = this.#screen
    if (screen === null) return
    const { returnTo } = this.#place.settings().destination
    const given = returnTo === undefined ? values : { return_to: returnTo, ...values }
    const sent = { action, values: action === '#start-link' ? given : values }
    await this.#take((client) => this.#journey.answer(client, screen, sent), 'move-focus')
  }

  async #beginAgain(): Promise<void> {
    const { client, destination } = this.#place.settings()
    this.#place.goTo(await client.begin(destination))
  }
}
