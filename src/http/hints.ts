import type { RefusalReason } from '../linking/reasons.js'

const ofReason: Readonly<Partial<Record<RefusalReason, string>>> = {
  'malformed-request': 'Post a flat JSON object, or a form, with each name once.',
  'unsupported-content-type': 'Send Content-Type: application/json, or a form.',
  'method-not-allowed': 'The header Allow names the method.',
  'cross-site-request':
    "Only pages of this site and of `origins` may post here. A program that keeps cookies sends this site's Origin.",
  'token-rejected':
    "Send a fresh access token of Amazon's: neither a refresh token nor a code, nor with a prefix.",
  'token-of-another-client': "The app's client id has to be in `amazon.audiences`.",
  'ticket-missing':
    'Without cookies: send the latest ticket, and as ticket_key the access token, verifier or device code it was got with.',
}

const devicesAreOff = 'Devices are linked once `amazon.deviceClientId` is set.'

const ofRoute: Readonly<Record<string, Readonly<Partial<Record<RefusalReason, string>>>>> = {
  '/token': {
    'malformed-request':
      'Post access_token; or code, code_verifier (43 to 128 characters) and redirect_uri; as text, and not both.',
    'code-rejected':
      'A code works once, with its own verifier and a redirect_uri of `amazon.nativeRedirects`.',
  },
  '/device': { 'route-unknown': devicesAreOff },
  '/device/poll': {
    'route-unknown': devicesAreOff,
    'malformed-request': "device_code has to be the one of POST /device; Amazon's own is not taken.",
    'ticket-missing': 'Post device_code; or, after a question, ticket and ticket_key.',
    'code-rejected': 'The code was redeemed by an earlier poll: begin again with POST /device.',
  },
}

/** What whoever writes the program can do about a refusal, in English; null where only the customer can do something. */
export function findHint(route: string, reason: RefusalReason): string | null {
  return ofRoute[route]?.[reason] ?? ofReason[reason] ?? null
}
