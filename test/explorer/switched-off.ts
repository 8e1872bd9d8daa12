import type { finishAuthorization } from '../../src/flows/finish-authorization.js'
import { type gatherFacts, locate } from '../../src/flows/gather-facts.js'
import type { mailboxProven } from '../../src/flows/host-news.js'
import type { createCode } from '../../src/flows/mail-code.js'
import type { proveMailbox } from '../../src/flows/prove-mailbox.js'
import type { registrationFromProfile } from '../../src/flows/registration-form.js'
import type { unlink } from '../../src/flows/unlink.js'
import type { handleLinkPage } from '../../src/http/handle-link.js'
import type { redeemTransaction } from '../../src/http/transaction-cookies.js'
import type { decide } from '../../src/linking/decide.js'
import type { decideUnlink } from '../../src/linking/decide-unlink.js'

/*
 * The library with one policy switched off each: what a module exports, wrapped. The modules are loaded a second time for
 * it, so nothing of this is in the product, and a change of what is wrapped is an error of the compiler.
 */

const decideToLink =
  (was: typeof decide): typeof decide =>
  (facts, policy) => {
    const decision = was(facts, policy)
    const [accountId] = facts.locatedByEmail
    return decision.kind === 'prove-ownership' && accountId !== undefined
      ? { kind: 'link', accountId }
      : decision
  }

const forged = '/forged'

const redeemAnything =
  (was: typeof redeemTransaction): typeof redeemTransaction =>
  (exchange, state) => {
    const redeemed = was(exchange, state)
    if ('transaction' in redeemed || state === null) return redeemed
    const { wiring } = exchange
    const transaction = {
      state,
      codeVerifier: wiring.deriveCodeVerifier(state),
      intent: 'sign-in' as const,
      returnTo: forged,
      startedBy: null,
      clientFingerprint: wiring.clientFingerprint,
      issuedAt: wiring.clock(),
    }
    return { transaction, deletion: 'none=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT' }
  }

export const switchedOff = {
  AUTO_LINK_ANY: { 'linking/decide.ts': { decide: decideToLink } },
  AUTO_LINK_VERIFIED: {
    'linking/decide.ts': { decide: decideToLink },
    'flows/gather-facts.ts': {
      // As for somebody who has proven the mailbox: accounts that only claim the address are left out.
      gatherFacts:
        (was: typeof gatherFacts): typeof gatherFacts =>
        (wiring, question) =>
          was(wiring, { ...question, emailProven: true }),
    },
  },
  EMAIL_IS_KEY: {
    'flows/gather-facts.ts': {
      gatherFacts:
        (was: typeof gatherFacts): typeof gatherFacts =>
        async (wiring, question) => {
          const gathered = await was(wiring, question)
          const { identity, profile } = question.ticket
          const [holder] = await locate(wiring, profile.email)
          if (holder === undefined) return gathered
          const times = { linkedAt: null, lastUsedAt: null, emailAtLink: null }
          const facts = { ...gathered.facts, holder: holder.id, holderIsGone: false }
          return { ...gathered, holder, link: { identity, accountId: holder.id, ...times }, facts }
        },
    },
  },
  TRUST_AMAZON_EMAIL: {
    'flows/registration-form.ts': {
      registrationFromProfile:
        (was: typeof registrationFromProfile): typeof registrationFromProfile =>
        (profile) => ({ ...was(profile), emailProven: true }),
    },
  },
  PROOF_KEEP_IDS: {
    'flows/host-news.ts': {
      mailboxProven:
        (was: typeof mailboxProven): typeof mailboxProven =>
        (wiring, account, email) =>
          was({ ...wiring, links: { ...wiring.links, deleteLink: async () => 'deleted' } }, account, email),
    },
  },
  PROOF_NOT_BOUND: {
    'flows/mail-code.ts': {
      createCode:
        (_was: typeof createCode): typeof createCode =>
        () =>
          'AAAAA-AAAAA',
    },
    'http/handle-link.ts': {
      handleLinkPage:
        (was: typeof handleLinkPage): typeof handleLinkPage =>
        async (exchange) => {
          if (exchange.url.searchParams.has('code'))
            await exchange.wiring.links.redeemTicket({ id: 'opened', expiresAt: new Date(8e12) })
          return was(exchange)
        },
    },
    'flows/prove-mailbox.ts': {
      proveMailbox:
        (was: typeof proveMailbox): typeof proveMailbox =>
        async (wiring, given, typed) =>
          was(wiring, given, (await wiring.links.isTicketUsed('opened')) ? 'AAAAA-AAAAA' : typed),
    },
  },
  TX_NOT_BOUND: { 'http/transaction-cookies.ts': { redeemTransaction: redeemAnything } },
  TX_NOT_BOUND_NOR_CONFIRMED: {
    'http/transaction-cookies.ts': { redeemTransaction: redeemAnything },
    'flows/finish-authorization.ts': {
      finishAuthorization:
        (was: typeof finishAuthorization): typeof finishAuthorization =>
        (wiring, back) => {
          const { session, transaction } = back
          if (transaction.returnTo !== forged || session === null) return was(wiring, back)
          return was(wiring, { ...back, transaction: { ...transaction, intent: 'link', startedBy: session } })
        },
    },
    'linking/decide.ts': {
      decide:
        (was: typeof decide): typeof decide =>
        (facts, policy) => {
          const decision = was(facts, policy)
          return decision.kind === 'confirm-link' ? { ...decision, kind: 'link' } : decision
        },
    },
  },
  UNLINK_LAST: {
    'linking/decide-unlink.ts': {
      decideUnlink:
        (was: typeof decideUnlink): typeof decideUnlink =>
        (facts) =>
          was({ ...facts, otherWays: 1 }),
    },
    'flows/unlink.ts': {
      unlink:
        (was: typeof unlink): typeof unlink =>
        ({ links: { deleteSpareLink: _guarded, ...links }, ...wiring }, request) =>
          was({ ...wiring, links }, request),
    },
  },
}

export type SwitchedOff = keyof typeof switchedOff
