import type { DeviceCode } from '../flows/link-device.js'
import type { Keys } from './keys.js'
import { openValue, type Seal, sealValue } from './seal.js'

const deviceSeal: Seal = { purpose: 'device', type: 'sparekey-device+v1', maximumLength: 2048 }

/** Amazon's codes for the device that polls: encrypted, so that only this site can poll with them. */
export function sealDevice(keys: Keys, device: DeviceCode): Promise<string> {
  return sealValue(keys, deviceSeal, device)
}

/** Null for anything this site did not seal. */
export function openDevice(keys: Keys, sealed: string): Promise<DeviceCode | null> {
  return openValue(keys, deviceSeal, sealed)
}
