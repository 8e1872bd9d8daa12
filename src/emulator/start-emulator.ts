import { takeShortcut } from './authorize.js'
import { fillTokenOrder } from './control.js'
import { defaultClients, defaultCustomers, defaultLimits } from './defaults.js'
import type { Emulation } from './emulation.js'
import { AuthorizationPageError, type Emulator, type EmulatorOptions } from './emulator.js'
import { createFaults } from './faults.js'
import { pairwiseUserId } from './identifiers.js'
import { type Listener, startListener } from './listener.js'
import type { Answer } from './play-fault.js'
import { defaultReadings, withReadings } from './readings.js'
import { endpointsAt, regions } from './regions.js'
import { parseClient, parseCustomer } from './registration.js'
import { createRegistries } from './registries.js'
import { createRequestLog } from './request-log.js'
import { answerRequest, type Service } from './routes.js'
import { loadState, saveState } from './saved-state.js'
import { createState, type State } from './state.js'
import type { Asked, Region } from './wire.js'

/** Starts Amazon's endpoints on a loopback address, for development and tests. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const service = createService(options)
  const own = options.region ?? 'na'
  const listeners = new Map<Region, Listener>()
  for (const region of new Set([own, ...(options.otherRegions ?? [])])) {
    if (!regions.includes(region))
      throw new Error(`Unknown region "${region}". Known: ${regions.join(', ')}.`)
    listeners.set(region, await listenFor(service, region, options))
  }
  service.emulation.origin = listeners.get(own)?.origin ?? ''
  return createEmulator({ service, listeners, options })
}

function createService(options: EmulatorOptions): Service {
  const emulation: Emulation = {
    state: createStartState(options),
    faults: createFaults(),
    log: createRequestLog(options.print ?? (() => {})),
    limits: { ...defaultLimits, ...options.limits },
    clock: options.clock ?? (() => new Date()),
    origin: '',
  }
  if (options.stateFile !== undefined) loadSaved(options.stateFile, emulation.state, options)
  const reset = () => {
    emulation.state = createStartState(options)
    emulation.faults.clear()
    emulation.log.clear()
    saveIfWanted(emulation, options)
  }
  return { emulation, controls: { reset } }
}

function loadSaved(file: string, state: State, options: EmulatorOptions): void {
  loadState(file, state)
  // Clients are configuration: a site that moved to another port is not held to its old redirect URIs.
  for (const client of (options.clients ?? []).map(parseClient)) state.clients.set(client.clientId, client)
}

function createStartState(options: EmulatorOptions): State {
  return createState({
    customers: (options.customers ?? defaultCustomers).map(parseCustomer),
    clients: (options.clients ?? defaultClients).map(parseClient),
    readings: withReadings(defaultReadings, options.readings ?? {}),
  })
}

function listenFor(service: Service, region: Region, options: EmulatorOptions): Promise<Listener> {
  const port = region === (options.region ?? 'na') ? (options.port ?? 0) : 0
  const answer = (asked: Asked) => answerAndSave(service, asked, options)
  return startListener({ host: options.host ?? '127.0.0.1', port, region, answer })
}

async function answerAndSave(service: Service, asked: Asked, options: EmulatorOptions): Promise<Answer> {
  const answer = await answerRequest(service, asked)
  saveIfWanted(service.emulation, options)
  return answer
}

function saveIfWanted({ state }: Emulation, { stateFile }: EmulatorOptions): void {
  if (stateFile !== undefined) saveState(stateFile, state)
}

interface Running {
  readonly service: Service
  readonly listeners: ReadonlyMap<Region, Listener>
  readonly options: EmulatorOptions
}

function createEmulator({ service, listeners, options }: Running): Emulator {
  const { emulation, controls } = service
  const addresses = [...listeners].map(([region, { origin }]) => [
    region,
    { origin, endpoints: endpointsAt(origin) },
  ])
  const save = () => saveIfWanted(emulation, options)
  return {
    origin: emulation.origin,
    endpoints: endpointsAt(emulation.origin),
    regions: Object.fromEntries(addresses),
    ...createRegistries(emulation, save),
    faults: emulation.faults,
    log: emulation.log,
    authorize: async (url, shortcut) => {
      const answer = takeShortcut(emulation, new URL(url), shortcut)
      save()
      if ('problem' in answer) throw new AuthorizationPageError(answer.problem)
      return answer.location
    },
    issueTokens: (order) => fillTokenOrder(emulation, order),
    userIdOf: pairwiseUserId,
    reset: controls.reset,
    close: async () => {
      emulation.faults.clear()
      await Promise.all([...listeners.values()].map((listener) => listener.close()))
    },
  }
}
