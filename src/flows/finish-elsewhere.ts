import type { Account } from '../ports/host.js'
import type { Wiring } from './wiring.js'

// Crockford's alphabet: no letter that looks like a digit or like another letter.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8
// A code lives for one to two of these: as long as the ticket that waits, and a little longer.
const slotSeconds = 15 * 60

/**
 * What a device without a keyboard shows: `7K2Q-X9MT`. It stands for the Amazon account that the device has shown, and
 * works only for a browser that shows the same one: read out to anybody else it is worth nothing. Nothing is kept for it.
 */
export function createFinishCode<A extends Account>(wiring: Wiring<A>, subject: string): string {
  return codeOfSlot(wiring, subject, currentSlot(wiring))
}

/** Whether a device of this Amazon account has shown that code a short while ago. */
export function isFinishCode<A extends Account>(wiring: Wiring<A>, typed: string, subject: string): boolean {
  const code = parseFinishCode(typed)
  const slot = currentSlot(wiring)
  return [slot, slot - 1].some((candidate) => code === codeOfSlot(wiring, subject, candidate))
}

/** A typed code as it was shown, whatever became of its case, hyphen and look-alikes; null when it can be none. */
export function parseFinishCode(typed: string): string | null {
  const letters = typed
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return letters.length === codeLength ? hyphenate(letters) : null
}

function codeOfSlot<A extends Account>(
  { fingerprint, issuer }: Wiring<A>,
  subject: string,
  slot: number,
): string {
  const digest = fingerprint(JSON.stringify(['finish-code', issuer, subject, slot]))
  const letters = Array.from(
    { length: codeLength },
    (_, index) => alphabet[digest.charCodeAt(index) % alphabet.length],
  )
  return hyphenate(letters.join(''))
}

function currentSlot<A extends Account>({ clock }: Wiring<A>): number {
  return Math.floor(clock().getTime() / 1000 / slotSeconds)
}

function hyphenate(letters: string): string {
  return `${letters.slice(0, codeLength / 2)}-${letters.slice(codeLength / 2)}`
}
