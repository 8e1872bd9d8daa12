import { buttonStyles } from './button-styles.js'
import { htmlOf } from './html.js'

export { buttonStyles }

/** Where Amazon keeps the picture of its button, 156 by 32 pixels. */
export const amazonButtonImage =
  'https://images-na.ssl-images-amazon.com/images/G/01/lwa/btnLWA_gold_156x32.png'

// Amazon's guidelines: exactly this text, in every language.
const accessibleName = 'Login with Amazon'

interface ButtonLook {
  /** `inline`: a plain stand-in that loads nothing · `amazon`: Amazon's own picture, from Amazon's server. */
  readonly image: 'inline' | 'amazon'
  /** A line below the button. Left out by default. */
  readonly hint?: string
  /** When given, `buttonStyles` come along in a style element with this nonce; else the host includes them. */
  readonly nonce?: string
}

export type ButtonOptions = ButtonLook &
  (
    | { readonly kind: 'sign-in' | 'register' | 'checkout'; readonly href: string }
    /** Linking changes an account, so it is a form: a link could be followed without being meant. */
    | { readonly kind: 'link'; readonly action: string; readonly csrf?: string }
  )

/** The button as an HTML fragment for any page of the host's. Its accessible name is exactly "Login with Amazon". */
export function renderButton(options: ButtonOptions): string {
  return htmlOf(<Button {...options} />)
}

/** The same, as a part of our own pages. */
export function Button(options: ButtonOptions) {
  const className = `sparekey-button sparekey-button--${options.kind}${options.image === 'amazon' ? ' sparekey-button--image' : ''}`
  return (
    <>
      {options.nonce !== undefined && (
        <style nonce={options.nonce} dangerouslySetInnerHTML={{ __html: buttonStyles }} />
      )}
      {options.kind === 'link' ? (
        <form class="sparekey-button-form" method="post" action={options.action}>
          <input type="hidden" name="intent" value="link" />
          {options.csrf !== undefined && <input type="hidden" name="csrf" value={options.csrf} />}
          <button class={className} type="submit">
            <Face image={options.image} />
          </button>
        </form>
      ) : (
        <a class={className} href={options.href}>
          <Face image={options.image} />
        </a>
      )}
      {options.hint !== undefined && <span class="sparekey-button-hint">{options.hint}</span>}
    </>
  )
}

/** The same button as the end of a form of ours. */
export function SubmitButton() {
  return (
    <button class="sparekey-button sparekey-button--sign-in" type="submit">
      <Face image="inline" />
    </button>
  )
}

function Face({ image }: Pick<ButtonLook, 'image'>) {
  if (image === 'amazon') return <img src={amazonButtonImage} width="156" height="32" alt={accessibleName} />
  return (
    <>
      <svg class="sparekey-button__mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
          <path d="M11 3h4a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-4" />
          <path d="M3 10h9M8.5 6.5 12 10l-3.5 3.5" />
        </g>
      </svg>
      <span lang="en">{accessibleName}</span>
    </>
  )
}
