import type { OutgoingMail } from '../flows/deliver-mails.js'
import type { Undo } from '../flows/undo.js'
import type { Keys } from './keys.js'
import { openValue, type Seal, sealValue } from './seal.js'

const undo: Seal = { purpose: 'undo', type: 'sparekey-undo+v1', maximumLength: 2048 }
const mail: Seal = { purpose: 'outbox', type: 'sparekey-mail+v1', maximumLength: 256 * 1024 }

/** An undo as part of an address in a mail: encrypted, because it names an account and a subject. */
export function sealUndo(keys: Keys, value: Undo): Promise<string> {
  return sealValue(keys, undo, value)
}

export function openUndo(keys: Keys, sealed: string): Promise<Undo | null> {
  return openValue(keys, undo, sealed)
}

/** A mail for the outbox: it holds an address, and a way to take a link back. */
export function sealMail(keys: Keys, value: OutgoingMail): Promise<string> {
  return sealValue(keys, mail, value)
}

export function openMail(keys: Keys, sealed: string): Promise<OutgoingMail | null> {
  return openValue(keys, mail, sealed)
}
