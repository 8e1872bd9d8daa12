import { amazonButtonImage } from './button.js'

interface SecurityPolicyOptions {
  /** `amazon` where a page shows Amazon's own picture of the button; the built-in pages never do. */
  readonly images: 'none' | 'amazon'
}

/**
 * The Content-Security-Policy of a page: one inline style element, forms to this site, and nothing else.
 * Throws a TypeError when the nonce could end the directive that it stands in.
 */
export function contentSecurityPolicy(
  nonce: string,
  { images }: SecurityPolicyOptions = { images: 'none' },
): string {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce))
    throw new TypeError('A nonce is at least 16 characters of base64.')
  const directives = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    images === 'amazon' ? `img-src ${new URL(amazonButtonImage).origin}` : "img-src 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return directives.join('; ')
}
