export type { Shortcut } from './emulator/authorize.js'
export type { OrderedTokens, TokenOrder } from './emulator/control.js'
export { defaultClients, defaultCustomers, defaultLimits } from './emulator/defaults.js'
export type { Limits } from './emulator/emulation.js'
export {
  AuthorizationPageError,
  type Emulator,
  type EmulatorOptions,
  type Registry,
} from './emulator/emulator.js'
export { type Fault, type FaultKind, faultKinds } from './emulator/fault.js'
export type { Faults } from './emulator/faults.js'
export { defaultReadings, type Readings, readingChoices } from './emulator/readings.js'
export type { Endpoints } from './emulator/regions.js'
export type { ClientInput, CustomerInput } from './emulator/registration.js'
export type { Endpoint, LogEntry, RequestLog } from './emulator/request-log.js'
export { startEmulator } from './emulator/start-emulator.js'
export type { Client, ClientKind, Consent, Customer, Scope } from './emulator/state.js'
export type { Region } from './emulator/wire.js'
