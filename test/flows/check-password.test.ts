import { describe, expect, it } from 'vitest'
import { checkPassword, guesserOf } from '../../src/flows/check-password.js'
import type { Account, PasswordCheck } from '../../src/index.js'
import { anAccount, aWiring } from './a-wiring.js'

const visitor = { request: new Request('http://inside/'), native: null }
const vera = anAccount()
const otto = anAccount({ id: 'a2' })

/** A host that answers for each account as told, and writes down what it was asked. */
function answering(
  answers: Record<string, PasswordCheck>,
  parts: { limited?: string; policy?: object } = {},
) {
  const asked: string[] = []
  const nobody: string[] = []
  const host = {
    verifyPassword: async ({ id }: Account, password: string) => {
      asked.push(`${id}:${password}`)
      return answers[id] ?? 'wrong'
    },
    verifyNobody: async (password: string) => void nobody.push(password),
  }
  return { ...aWiring({ host, ...parts }), asked, nobody }
}

const question = (candidates: readonly Account[], given: object = {}) => ({
  candidates,
  password: 'right',
  visitor,
  guesser: 'amzn1.account.VERA',
  clientAddress: '192.0.2.1' as string | null,
  ...given,
})

const kept = (reason: string) => ({ kind: 'refused', reason, ticket: 'kept' })

describe('checkPassword', () => {
  it('finds the one account whose password it is', async () => {
    const { wiring, asked } = answering({ a2: 'correct' })
    expect(await checkPassword(wiring, question([vera, otto]))).toEqual({ kind: 'correct', account: otto })
    expect(asked).toEqual(['a1:right', 'a2:right'])
  })

  it('counts the guesser, the address and each account before it asks for a password', async () => {
    const { wiring, consumed } = answering({})
    expect(await checkPassword(wiring, question([vera, otto]))).toEqual(kept('wrong-password'))
    expect(consumed).toEqual([
      ['link-subject', 'amzn1.account.VERA'],
      ['link-client', '192.0.2.1'],
      ['link-account', 'a1'],
      ['link-account', 'a2'],
    ])
  })

  it('counts no address that is not known', async () => {
    const { wiring, consumed } = answering({})
    await checkPassword(wiring, question([vera], { clientAddress: null }))
    expect(consumed.map(([name]) => name)).toEqual(['link-subject', 'link-account'])
  })

  it.each(['link-subject', 'link-client', 'link-account'])(
    'asks nobody, and counts nothing more, once %s is used up',
    async (limited) => {
      const { wiring, asked, consumed, nobody } = answering({ a1: 'correct' }, { limited })
      const answer = await checkPassword(wiring, question([vera, otto]))
      expect(answer).toEqual({ ...kept('too-many-attempts'), retryAfterSeconds: 7 })
      expect(consumed.at(-1)?.[0]).toBe(limited)
      expect(consumed.filter(([name]) => name === limited)).toHaveLength(1)
      expect([...asked, ...nobody]).toEqual([])
    },
  )

  it('counts an empty password nowhere', async () => {
    const { wiring, consumed } = answering({ a1: 'correct' })
    expect(await checkPassword(wiring, question([vera], { password: '' }))).toEqual(kept('password-missing'))
    expect(consumed).toEqual([])
  })

  it('hashes for nobody what is longer than a thousand characters, where it takes as long as ever', async () => {
    const { wiring, asked, nobody } = answering({ a1: 'correct' })
    const longest = 'x'.repeat(1024)
    const answer = await checkPassword(wiring, question([vera], { password: `${longest}x` }))
    expect(answer).toEqual(kept('wrong-password'))
    expect(asked).toEqual([])
    expect(nobody).toEqual([longest])
    expect(await checkPassword(wiring, question([vera], { password: longest }))).toMatchObject({
      kind: 'correct',
    })
  })

  it('takes as long where there is no account, and says the same', async () => {
    const { wiring, nobody } = answering({})
    expect(await checkPassword(wiring, question([]))).toEqual(kept('wrong-password'))
    expect(nobody).toEqual(['right'])
    const without = aWiring({ host: {} })
    expect(await checkPassword(without.wiring, question([]))).toEqual(kept('wrong-password'))
  })

  it('looks at five accounts of one address, and no more', async () => {
    const { wiring, asked } = answering({ a6: 'correct' })
    const many = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((id) => anAccount({ id }))
    expect(await checkPassword(wiring, question(many))).toEqual(kept('wrong-password'))
    expect(asked).toHaveLength(5)
  })

  it('picks none of two accounts with one password', async () => {
    const { wiring, reset } = answering({ a1: 'correct', a2: 'correct' })
    expect(await checkPassword(wiring, question([vera, otto]))).toEqual(kept('account-ambiguous'))
    expect(reset).toEqual([])
  })

  it('tells of a lock where pages tell who has an account, and only there', async () => {
    const answers = { a1: 'locked' } as const
    const { wiring } = answering(answers)
    expect(await checkPassword(wiring, question([vera, otto]))).toEqual(kept('password-locked'))
    const strict = answering(answers, { policy: { disclosure: 'strict' } })
    expect(await checkPassword(strict.wiring, question([vera, otto]))).toEqual(kept('wrong-password'))
    const other = answering({ a1: 'locked', a2: 'correct' })
    expect(await checkPassword(other.wiring, question([vera, otto]))).toMatchObject({ account: otto })
  })

  it('goes where the host wants to ask itself', async () => {
    const { wiring } = answering({ a1: { continueAt: '/second-factor' } })
    expect(await checkPassword(wiring, question([vera]))).toEqual({
      kind: 'continue-at',
      url: '/second-factor',
      ticket: null,
    })
  })
})

describe('a right password', () => {
  it('forgets the guesses at that account, and not those of a stranger who has one of their own', async () => {
    const { wiring, reset } = answering({ a1: 'correct' })
    await checkPassword(wiring, question([vera]))
    expect(reset).toEqual([['link-account', 'a1']])
  })

  it('forgets the guesses of the account’s own session, too', async () => {
    const { wiring, reset } = answering({ a1: 'correct' })
    expect(guesserOf(vera)).toBe('account:a1')
    await checkPassword(wiring, question([vera], { guesser: guesserOf(vera) }))
    expect(reset).toEqual([
      ['link-subject', 'account:a1'],
      ['link-account', 'a1'],
    ])
  })
})

describe('a guess that something breaks in the middle of', () => {
  const broken = async (): Promise<never> => {
    throw new Error('broken')
  }

  it('fails as the host’s doing where the host broke', async () => {
    const { wiring } = aWiring({ host: { verifyPassword: broken, verifyNobody: broken } })
    await expect(checkPassword(wiring, question([vera]))).rejects.toMatchObject({ code: 'host-failed' })
    await expect(checkPassword(wiring, question([]))).rejects.toMatchObject({ code: 'host-failed' })
  })

  it('fails as the store’s where counting or forgetting did', async () => {
    const { wiring } = answering({ a1: 'correct' })
    wiring.limiter.reset = broken
    await expect(checkPassword(wiring, question([vera]))).rejects.toMatchObject({ code: 'store-failed' })
    wiring.limiter.reset = async ({ name }) => (name === 'link-subject' ? broken() : undefined)
    const own = question([vera], { guesser: guesserOf(vera) })
    await expect(checkPassword(wiring, own)).rejects.toMatchObject({ code: 'store-failed' })
    wiring.limiter.consume = broken
    await expect(checkPassword(wiring, question([vera]))).rejects.toMatchObject({ code: 'store-failed' })
  })
})
