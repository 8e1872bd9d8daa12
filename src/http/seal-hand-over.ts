import type { HandOver } from '../flows/hand-over.js'
import type { Keys } from './keys.js'
import { openValue, type Seal, sealValue } from './seal.js'

const handOver: Seal = { purpose: 'hand-over', type: 'sparekey-hand-over+v1', maximumLength: 2048 }

/** A hand-over as a code in an address: encrypted, because it names an account. */
export function sealHandOver(keys: Keys, value: HandOver): Promise<string> {
  return sealValue(keys, handOver, value)
}

export function openHandOver(keys: Keys, sealed: string): Promise<HandOver | null> {
  return openValue(keys, handOver, sealed)
}
