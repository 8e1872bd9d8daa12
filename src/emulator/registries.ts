import type { Emulation } from './emulation.js'
import type { Emulator, Registry } from './emulator.js'
import { withdrawConsent } from './grants.js'
import { withReadings } from './readings.js'
import { parseClient, parseCustomer } from './registration.js'
import type { State } from './state.js'

type Registries = Pick<Emulator, 'customers' | 'clients' | 'readings' | 'consents'>

/** What tests may read and change; `save` is called after every change. */
export function createRegistries(emulation: Emulation, save: () => void): Registries {
  const change = (apply: (state: State) => void) => {
    apply(emulation.state)
    save()
  }
  return {
    customers: createRegistry({
      table: () => emulation.state.customers,
      parse: parseCustomer,
      idOf: ({ id }) => id,
      save,
    }),
    clients: createRegistry({
      table: () => emulation.state.clients,
      parse: parseClient,
      idOf: ({ clientId }) => clientId,
      save,
    }),
    readings: {
      get: () => emulation.state.readings,
      set: (changes) =>
        change((state) => {
          state.readings = withReadings(state.readings, changes)
        }),
    },
    consents: {
      list: () => [...emulation.state.consents.values()],
      withdraw: (customerId, clientId) => change(() => withdrawConsent(emulation, customerId, clientId)),
    },
  }
}

interface Table<Item> {
  /** A function, for a reset replaces the whole state. */
  readonly table: () => Map<string, Item>
  readonly parse: (input: unknown) => Item
  readonly idOf: (item: Item) => string
  readonly save: () => void
}

function createRegistry<Item>({ table, parse, idOf, save }: Table<Item>): Registry<Item, unknown> {
  return {
    list: () => [...table().values()],
    find: (id) => table().get(id) ?? null,
    put: (input) => {
      const item = parse(input)
      table().set(idOf(item), item)
      save()
      return item
    },
    remove: (id) => {
      table().delete(id)
      save()
    },
  }
}
