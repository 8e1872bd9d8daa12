import { type Client, createClient } from '../client/client.js'
import type { Outcome } from '../client/outcomes.js'
import { renderButton } from '../pages/button.js'
import { buttonStyles } from '../pages/button-styles.js'
import { componentStyleSheet } from '../pages/styles.js'
import type { Journey } from './journey.js'
import { Panel, type Settings } from './panel.js'
import { promptJourney } from './prompt.js'
import { settingsJourney } from './settings.js'

/** An element of ours: give it a client, or `base-url` and `base-path` attributes. */
export interface SparekeyElement extends HTMLElement {
  client: Client
}

/** `event.detail` of `sparekey-outcome`; `preventDefault()` on `signed-in` and `continue` keeps the browser here. */
export type OutcomeEvent = CustomEvent<Outcome>

type Registry = Pick<CustomElementRegistry, 'define' | 'get'>

/**
 * Defines `<sparekey-button>`, `<sparekey-prompt>` and `<sparekey-connections>`. Call it once, in a browser; once more does
 * no harm.
 */
export function defineElements(registry: Registry = customElements): void {
  if (registry.get('sparekey-prompt') !== undefined) return
  const toHtml = createToHtml()
  registry.define('sparekey-button', createButtonElement(toHtml))
  registry.define('sparekey-prompt', createPanelElement(promptJourney, toHtml))
  registry.define('sparekey-connections', createPanelElement(settingsJourney, toHtml))
}

interface HtmlPolicy {
  createHTML(html: string): string
}

/** Under `require-trusted-types-for 'script'` the page allows `trusted-types sparekey`. What is written is escaped JSX. */
function createToHtml(): (html: string) => string {
  const factory: { createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy } | undefined = Reflect.get(
    globalThis,
    'trustedTypes',
  )
  const policy = factory?.createPolicy('sparekey', { createHTML: (html) => html })
  return (html) => policy?.createHTML(html) ?? html
}

function createPanelElement(journey: Journey, toHtml: (html: string) => string): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ['locale', 'site-name']
    // Not a field with a value: that would erase what was set before the element was defined.
    declare client: Client | undefined
    #panel: Panel | null = null

    connectedCallback(): void {
      // After whoever made the element had a chance to give it its client.
      queueMicrotask(() => {
        if (this.isConnected && this.#panel === null) this.#open()
      })
    }

    attributeChangedCallback(): void {
      void this.#panel?.redraw()
    }

    #open(): void {
      const box = fillShadow(this, componentStyleSheet())
      const settings = () => settingsOf(this, this.client)
      const place = { box, settings, toHtml, tell: (outcome: Outcome) => tell(this, outcome), goTo }
      this.#panel = new Panel(place, journey)
      void this.#panel.open()
    }
  }
}

function createButtonElement(toHtml: (html: string) => string): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ['return-to', 'refused-to', 'kind']
    // Not a field with a value: that would erase what was set before the element was defined.
    declare client: Client | undefined
    #box: HTMLElement | null = null

    connectedCallback(): void {
      queueMicrotask(() => {
        if (this.#box !== null || !this.isConnected) return
        this.#box = fillShadow(this, `:host { display: inline-block; } ${buttonStyles}`)
        this.#box.addEventListener('click', (event) => this.#onPress(event))
        this.#box.addEventListener('submit', (event) => this.#onPress(event))
        this.#draw()
      })
    }

    attributeChangedCallback(): void {
      this.#draw()
    }

    #draw(): void {
      if (this.#box === null) return
      const { client, destination } = settingsOf(this, this.client)
      const kind = this.getAttribute('kind')
      const look = { image: 'inline' } as const
      const html =
        kind === 'link'
          ? renderButton({ ...look, kind, action: '#start-link' })
          : renderButton({ ...look, kind: 'sign-in', href: client.startUrl(destination) })
      this.#box.innerHTML = toHtml(html)
    }

    #onPress(event: Event): void {
      const { client, destination } = settingsOf(this, this.client)
      if (event.type === 'submit') {
        event.preventDefault()
        void client.startLink(destination).then((outcome) => follow(this, outcome))
      } else if (client.isElsewhere && event.target instanceof Element && event.target.closest('a')) {
        event.preventDefault()
        void client.begin(destination).then(goTo)
      }
    }
  }
}

function follow(element: HTMLElement, outcome: Outcome): void {
  if (tell(element, outcome) && outcome.kind === 'continue') goTo(outcome.url)
}

/** A shadow root with a box in it. Adopted style sheets need no nonce: `style-src` does not ask about them. */
function fillShadow(element: HTMLElement, css: string): HTMLElement {
  const root = element.attachShadow({ mode: 'open', delegatesFocus: false })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const box = element.ownerDocument.createElement('div')
  root.append(box)
  return box
}

function settingsOf(element: HTMLElement, client: Client | undefined): Settings {
  const given = (name: string) => element.getAttribute(name) ?? undefined
  const [returnTo, refusedTo, locale] = [given('return-to'), given('refused-to'), given('locale')]
  const named = locale ?? (element.closest('[lang]')?.getAttribute('lang') || undefined)
  return {
    client: client ?? clientOf(given('base-url'), given('base-path'), locale),
    locales: named === undefined ? navigator.languages : [named, ...navigator.languages],
    siteName: given('site-name') ?? location.hostname,
    homeUrl: given('home-url') ?? '/',
    destination: {
      ...(returnTo !== undefined && { returnTo }),
      ...(refusedTo !== undefined && { refusedTo }),
    },
  }
}

function clientOf(baseUrl?: string, basePath?: string, locale?: string): Client {
  return createClient({
    ...(baseUrl !== undefined && { baseUrl }),
    ...(basePath !== undefined && { basePath }),
    ...(locale !== undefined && { locale }),
  })
}

function tell(element: HTMLElement, detail: Outcome): boolean {
  const options = { detail, bubbles: true, composed: true, cancelable: true }
  return element.dispatchEvent(new CustomEvent('sparekey-outcome', options))
}

function goTo(address: string): void {
  const url = new URL(address, location.href)
  // The site's own answers name it; an address that would run as a script still goes nowhere.
  if (url.protocol === 'https:' || url.protocol === 'http:') location.assign(url)
}
