import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'
import type { Design, HostFault } from './model.js'
import type { SeedName } from './seeds.js'
import type { Library, SiteOptions } from './site.js'

/** A text of the sources and what stands there instead. */
interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** A policy that is switched off: in a copy of the sources in memory, or in the site around them. */
export interface Mutant {
  readonly name: string
  readonly policy: string
  readonly seed: SeedName
  readonly design: Design
  readonly depth: number
  readonly changes?: readonly Change[]
  readonly faults?: readonly HostFault[]
  readonly options?: Partial<SiteOptions>
  /** Of these at least one must be broken. */
  readonly foundBy: readonly string[]
}

const autoLink = (condition: string): Change[] => [
  {
    file: 'flows/settle.ts',
    from: `    case 'prove-ownership':
      return waiting(step.ticket, 'proof')`,
    to: `    case 'prove-ownership': {
      const [same] = await locate(wiring, step.ticket.profile.email)
      if (same !== undefined && ${condition}) return applyLink(wiring, step, same.id)
      return waiting(step.ticket, 'proof')
    }`,
  },
  {
    file: 'flows/settle.ts',
    from: `import { type Gathered, gatherFacts } from './gather-facts.js'`,
    to: `import { type Gathered, gatherFacts, locate } from './gather-facts.js'`,
  },
]

const inherits = { design: 'purge-and-inherit' } as const
const fresh = { design: 'evict-and-fresh' } as const

export const mutants: readonly Mutant[] = [
  {
    name: 'AUTO_LINK_ANY',
    policy: 'P2: any account with the address is linked',
    seed: 'empty',
    ...fresh,
    depth: 2,
    changes: autoLink('true'),
    foundBy: ['I2', 'I3'],
  },
  {
    name: 'AUTO_LINK_VERIFIED',
    policy: 'P2: an account whose address is proven is linked',
    seed: 'v-local',
    ...fresh,
    depth: 2,
    changes: autoLink('same.emailProven'),
    foundBy: ['I1', 'I2', 'I3', 'I7'],
  },
  {
    name: 'EMAIL_IS_KEY',
    policy: 'P1: the address finds the account',
    seed: 'empty',
    ...fresh,
    depth: 2,
    changes: [
      {
        file: 'flows/gather-facts.ts',
        from: '  const found = await findHolder(wiring, ticket.identity)\n',
        to: `  const [same] = await locate(wiring, ticket.profile.email)
  const stored = await findHolder(wiring, ticket.identity)
  const link = { identity: ticket.identity, accountId: same?.id ?? '', linkedAt: null, lastUsedAt: null, emailAtLink: null }
  const found = stored.link === null && same !== undefined ? { link, holder: same } : stored
`,
      },
    ],
    foundBy: ['I3'],
  },
  {
    name: 'TRUST_AMAZON_EMAIL',
    policy: "P4: Amazon's address counts as proven",
    seed: 'empty',
    ...fresh,
    depth: 2,
    changes: [
      {
        file: 'flows/registration-form.ts',
        from: '    email: profile.email,\n    emailProven: false,',
        to: '    email: profile.email,\n    emailProven: true,',
      },
    ],
    foundBy: ['I4', 'I1'],
  },
  {
    name: 'PROOF_KEEP_SESSIONS',
    policy: 'P5: sessions outlive the proof',
    seed: 'empty',
    ...inherits,
    depth: 3,
    faults: ['PROOF_KEEP_SESSIONS'],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'PROOF_KEEP_IDS',
    policy: 'P5: links outlive the proof',
    seed: 'empty',
    ...inherits,
    depth: 4,
    changes: [
      {
        file: 'flows/host-news.ts',
        from: "    await guarded('store-failed', () => links.deleteLink(account.id, audit))\n",
        to: '    void audit\n',
      },
    ],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'PROOF_KEEP_CHANGE + CHANGE_NO_SESSION',
    policy: 'P5, P25: a pending change outlives the proof, and needs no session',
    seed: 'empty',
    ...inherits,
    depth: 6,
    faults: ['PROOF_KEEP_CHANGE', 'CHANGE_NO_SESSION'],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'CHANGE_NO_SESSION',
    policy: 'P25: a change counts without a session of the account',
    seed: 'empty',
    ...fresh,
    depth: 3,
    faults: ['CHANGE_NO_SESSION'],
    foundBy: ['I1'],
  },
  {
    name: 'CHANGE_PURGE',
    policy: 'P25: … even where it empties the account, but for what else is pending',
    seed: 'empty',
    ...inherits,
    depth: 4,
    faults: ['CHANGE_PURGE', 'PROOF_KEEP_CHANGE'],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'VERIFY_NO_PURGE',
    policy: 'P5: a verification keeps what was bound before',
    seed: 'empty',
    ...fresh,
    depth: 3,
    faults: ['VERIFY_NO_PURGE'],
    foundBy: ['I1'],
  },
  {
    name: 'PROOF_NOT_BOUND',
    policy: 'P25: a code proves for whoever asked for it, once its mail is opened',
    seed: 'v-mailbox',
    ...fresh,
    depth: 5,
    changes: [
      {
        file: 'flows/prove-mailbox.ts',
        from: '  const code = createCode(wiring.random)\n  await sendProof(wiring, account, wiring.mails.proof',
        to: '  const code = fixedCode\n  await sendProof(wiring, account, wiring.mails.proof',
      },
      {
        file: 'flows/prove-mailbox.ts',
        from: '/** The code from the mail, typed in the browser that asked for it. */\n',
        to: "const fixedCode = 'AAAAA-AAAAA'\n",
      },
      {
        file: 'flows/prove-mailbox.ts',
        from: '  if (code === null) return null\n',
        to: "  if (code === null || !(await wiring.links.isTicketUsed('opened'))) return null\n  code = fixedCode\n",
      },
      {
        file: 'http/handle-link.ts',
        from: 'export async function handleLinkPage(exchange: Exchange): Promise<Response> {\n',
        to: `export async function handleLinkPage(exchange: Exchange): Promise<Response> {
  if (exchange.url.searchParams.has('code'))
    await exchange.wiring.links.redeemTicket({ id: 'opened', expiresAt: new Date(8e12) })
`,
      },
    ],
    foundBy: ['I1', 'I2', 'I3', 'I7'],
  },
  {
    name: 'TX_NOT_BOUND',
    policy: 'P6: a callback counts in any browser',
    seed: 'empty',
    ...fresh,
    depth: 2,
    changes: [
      {
        file: 'http/transaction-cookies.ts',
        from: "  const transaction = openTransaction(exchange.site.keys, exchange.cookies.get(name) ?? '')\n",
        to: `  const { wiring } = exchange
  const transaction = openTransaction(exchange.site.keys, exchange.cookies.get(name) ?? '') ?? {
    state, codeVerifier: wiring.deriveCodeVerifier(state), intent: 'sign-in' as const, returnTo: '/',
    startedBy: null, clientFingerprint: fingerprintClient(wiring), issuedAt: wiring.clock(),
  }
`,
      },
      {
        file: 'http/transaction-cookies.ts',
        from: "import type { Transaction } from '../flows/transaction.js'\n",
        to: "import type { Transaction } from '../flows/transaction.js'\nimport { fingerprintClient } from '../flows/start-authorization.js'\n",
      },
    ],
    // Already the first forged callback writes, in V's browser.
    foundBy: ['O-NOWRITE (users)', 'I2', 'I3', 'I7'],
  },
  {
    name: 'UNLINK_LAST',
    policy: 'P13: the last way in can be removed',
    seed: 'empty',
    ...fresh,
    depth: 3,
    changes: [
      {
        file: 'linking/decide-unlink.ts',
        from: "  if (facts.otherWays === 0) return { kind: 'refuse', reason: 'last-way-to-sign-in' }\n",
        to: '',
      },
      {
        file: 'flows/unlink.ts',
        from: '    links.deleteSpareLink\n      ? links.deleteSpareLink(account.id, audit, notice.mails)\n      : ',
        to: '    ',
      },
    ],
    foundBy: ['I6'],
  },
  {
    name: 'BLOCK_UNPROVEN',
    policy: 'P4: an unproven address blocks registrations, and cannot be reset',
    seed: 'empty',
    ...fresh,
    depth: 1,
    faults: ['BLOCK_UNPROVEN'],
    foundBy: ['I8'],
  },
]

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/** The sources as they would be with these texts changed; throws where one is not there exactly once. */
export async function loadMutant(
  changes: readonly Change[],
): Promise<{ library: Library; close: () => Promise<void> }> {
  const texts = await changedTexts(changes)
  const server = await createViteServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: { '#transport': `${source}mounts/undici-transport.ts` } },
    plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => texts.get(id) ?? null }],
  })
  const { createSparekey } = await server.ssrLoadModule(`${source}index.ts`)
  const { sqlHost } = await server.ssrLoadModule(`${source}sql.ts`)
  return { library: { createSparekey, sqlHost }, close: () => server.close() }
}

async function changedTexts(changes: readonly Change[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const { file, from, to } of changes) {
    const path = `${source}${file}`
    const text = texts.get(path) ?? (await readFile(path, 'utf8'))
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`${file} holds this ${parts.length - 1} times:\n${from}`)
    texts.set(path, parts.join(to))
  }
  return texts
}
