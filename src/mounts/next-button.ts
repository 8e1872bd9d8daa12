import { createElement, type ReactElement } from 'react'

/** What the button needs of a Sparekey instance. */
export interface ButtonMaker<Place> {
  readonly button: (place?: Place) => string
  readonly buttonStyles: string
}

export interface AmazonButtonProps<Place> {
  readonly sparekey: ButtonMaker<Place>
  /** What `sparekey.button` takes: `{ kind: 'link' }`, `{ returnTo: '/cart' }`. */
  readonly place?: Place
  /** Of your Content-Security-Policy, if it names one for styles. */
  readonly nonce?: string
}

/**
 * The button as a server component: `<AmazonButton sparekey={sparekey} place={{ returnTo: '/cart' }} />`. React puts its
 * styles into the head, once for all buttons of a page.
 */
export function AmazonButton<Place>({ sparekey, place, nonce }: AmazonButtonProps<Place>): ReactElement {
  const style = { href: 'sparekey-button', precedence: 'default', ...(nonce === undefined ? {} : { nonce }) }
  const markup = { __html: sparekey.button(place) }
  return createElement(
    'span',
    { className: 'sparekey' },
    createElement('style', style, sparekey.buttonStyles),
    createElement('span', { dangerouslySetInnerHTML: markup }),
  )
}
