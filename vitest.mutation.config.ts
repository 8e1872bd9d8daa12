import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { createKeptProcesses } from './test/mutation/kept-process.js'
import base from './vitest.config.js'

// Tests that need no server, process or browser, and none of those that take seconds: a mutant that survives runs them all.
// In this order, because the first failure is enough: functions, then the handler over plain objects, then real HTTP.
const tests = [
  'linking/decide-unlink',
  'linking/decide',
  'linking/decide-invariants',
  'flows/*',
  'http/{csrf,guards,cors,cookies,body,exchange,respond,ticket-cookies,transaction-cookies,headless}',
  'http/{answers,questions,programs,registration-fields,settings-answers,notice-address,host-news,races,base-url,sealed-values,sealed-others}',
  'http/{devices,openapi,failures,what-pages-say,app-ends,host-of-your-own,origins,origins-attacks}',
  'life/*',
  'recovery/{odd-hosts,interrupted-sign-up}',
  'attacks/{csrf-session-cookies,recovery-lifecycle-gate,recovery-lifecycle,prehijack-rules,linking,linking-prompt}',
  'attacks/{identity-data-storage,csrf-session-sign-in,redirect-injection,disclosure-pages,csrf-session-accounts}',
  'http/{journeys,connections,prove-ownership,posted-input,bad-input,tickets-and-guesses,return-to}',
  'token/{hints,openapi,device,exchange-token,out-of-band,native-code}',
  'attacks/{oauth-protocol-callback,oauth-protocol-state,oauth-protocol-tokens,identity-data,disclosure,browser-fault}',
]

const folders = tests.map((test) => test.split('/')[0] ?? '')

/** Keeps the order of `tests`, by folder and name. */
class InThatOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const [, folder = '', name = ''] = /\/test\/(\w+)\/([\w-]+)\.test\.ts$/.exec(moduleId) ?? []
  const named = tests.findIndex(
    (test) => test.startsWith(`${folder}/`) && test.split(/[/{,}]/).includes(name),
  )
  return named < 0 ? folders.lastIndexOf(folder) : named
}

export default {
  ...base,
  plugins: [
    {
      name: 'kept-process',
      // The runner of Stryker asks for threads, in which the SQLite add-on is not safe.
      configureVitest({ project }: { project: { config: object } }): void {
        const poolRunner = { name: 'kept-process', createPoolWorker: createKeptProcesses() }
        Object.assign(project.config, { pool: poolRunner.name, poolRunner })
      },
    },
  ],
  test: {
    ...base.test,
    include: tests.map((test) => `test/${test}.test.ts`),
    globalSetup: [],
    setupFiles: ['test/mutation/load-without-mutant.ts'],
    sequence: { sequencer: InThatOrder },
    isolate: false,
    maxWorkers: 1,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}
