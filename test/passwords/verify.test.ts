import { pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import { hash as makeBcrypt } from '@node-rs/bcrypt'
import { recognizeHash, verifyNobody, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'

const salt = randomBytes(16)
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const makers: Record<string, (password: string) => Promise<string>> = {
  $2b$: (password) => makeBcrypt(password, 4),
  $2a$: async (password) => (await makeBcrypt(password, 4)).replace('$2b$', '$2a$'),
  // PHP's name for the same.
  $2y$: async (password) => (await makeBcrypt(password, 4)).replace('$2b$', '$2y$'),
  scrypt: async (password) => {
    const key = scryptSync(password, salt, 32, { N: 2 ** 8, r: 8, p: 1 })
    return `$scrypt$ln=8,r=8,p=1$${unpadded(salt)}$${unpadded(key)}`
  },
  'pbkdf2-sha256': async (password) => {
    const key = pbkdf2Sync(password, salt, 1000, 32, 'sha256')
    return `$pbkdf2-sha256$i=1000$${unpadded(salt)}$${unpadded(key)}`
  },
  'pbkdf2-sha512': async (password) => {
    const key = pbkdf2Sync(password, salt, 1000, 64, 'sha512')
    return `$pbkdf2-sha512$i=1000$${unpadded(salt)}$${unpadded(key)}`
  },
}

describe.each(Object.entries(makers))('a hash of %s', (_name, make) => {
  it('matches its password and no other', async () => {
    const hash = await make('correct horse')
    expect(recognizeHash(hash)).not.toBeNull()
    expect(await verifyPasswordHash(hash, 'correct horse')).toBe(true)
    for (const other of ['', 'correct hors', 'correct horse ', ' correct horse', 'Correct horse']) {
      expect(await verifyPasswordHash(hash, other), JSON.stringify(other)).toBe(false)
    }
  })

  it('is taken with its password as it is: not trimmed, not normalised', async () => {
    const hash = await make(' é ')
    expect(await verifyPasswordHash(hash, ' é ')).toBe(true)
    expect(await verifyPasswordHash(hash, ' e\u0301 ')).toBe(false)
    expect(await verifyPasswordHash(hash, 'é')).toBe(false)
  })

  it('matches nothing once it is cut, continued or put in quotes', async () => {
    const hash = await make('correct horse')
    for (const broken of [
      hash.slice(0, -1),
      `${hash}a`,
      `${hash}\n`,
      ` ${hash}`,
      `'${hash}'`,
      hash.slice(1),
      hash.toUpperCase(),
    ]) {
      expect(recognizeHash(broken), broken).toBeNull()
      expect(await verifyPasswordHash(broken, 'correct horse'), broken).toBe(false)
    }
  })

  it('matches no password of more than 1024 characters', async () => {
    const long = 'x'.repeat(1025)
    expect(await verifyPasswordHash(await make(long), long)).toBe(false)
    expect(await verifyPasswordHash(await make(long.slice(1)), long.slice(1))).toBe(true)
  })
})

describe('bcrypt', () => {
  it('looks at 72 bytes, as every program that made such a hash does', async () => {
    const hash = await makeBcrypt(`${'x'.repeat(72)}one`, 4)
    expect(await verifyPasswordHash(hash, `${'x'.repeat(72)}two`)).toBe(true)
    expect(await verifyPasswordHash(hash, 'x'.repeat(71))).toBe(false)
  })

  it('does not stop at a NUL character', async () => {
    const hash = await makeBcrypt('a\0b', 4)
    expect(await verifyPasswordHash(hash, 'a\0b')).toBe(true)
    expect(await verifyPasswordHash(hash, 'a')).toBe(false)
    expect(await verifyPasswordHash(hash, 'a\0c')).toBe(false)
  })

  it('verifies hashes that other programs made', async () => {
    // Test vectors of Openwall's crypt_blowfish.
    const vectors: [string, string][] = [
      ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
      ['U*U*', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK'],
      ['U*U*U', '$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a'],
    ]
    for (const [password, hash] of vectors) expect(await verifyPasswordHash(hash, password)).toBe(true)
  })
})

describe('a stored value that is no hash', () => {
  it.each([
    '',
    '!',
    '*',
    'x',
    'password',
    '!locked',
    `!${'a'.repeat(43)}`,
    'd41d8cd98f00b204e9800998ecf8427e',
    '$2b$',
    `$2x$04$${'a'.repeat(53)}`,
    `$2b$03$${'a'.repeat(53)}`,
    `$2b$31$${'a'.repeat(53)}`,
    '$scrypt$ln=40,r=8,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$scrypt$ln=8,r=8,p=1$c2FsdHNhbHRzYWx0$',
    '$scrypt$ln=8,r=8,p=1$c2FsdHNhbHRzYWx0$YQ',
    '$pbkdf2-sha256$i=0$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$pbkdf2-md5$i=1000$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g',
    '$pbkdf2-sha256$i=9999999999$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g',
  ])('(%j) matches no password, itself included', async (stored) => {
    expect(recognizeHash(stored)).toBeNull()
    expect(await verifyPasswordHash(stored, stored)).toBe(false)
    expect(await verifyPasswordHash(stored, '')).toBe(false)
  })

  it('of another type matches nothing', async () => {
    for (const value of [null, undefined, 0, true, {}, ['$2b$04$']]) {
      expect(await verifyPasswordHash(value as never, '')).toBe(false)
      expect(await verifyPasswordHash(await makeBcrypt('x', 4), value as never)).toBe(false)
    }
  })
})

/** Processor time in microseconds: what a busy machine does not change. */
async function measure(run: () => Promise<unknown>): Promise<number> {
  const samples: number[] = []
  for (let index = 0; index < 5; index += 1) {
    const started = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(started)
    samples.push(user + system)
  }
  return samples.toSorted((one, other) => one - other)[2] ?? 0
}

describe('the time of a check', () => {
  it('is the same for nobody, for too long a password, and for somebody', async () => {
    const hash = await makeBcrypt('correct horse', 8)
    const somebody = await measure(() => verifyPasswordHash(hash, 'wrong horse'))
    const nobody = await measure(() => verifyNobody('wrong horse', { like: hash }))
    const long = await measure(() => verifyPasswordHash(hash, 'x'.repeat(1_000_000)))
    for (const time of [nobody, long]) {
      expect(time).toBeGreaterThan(somebody / 2)
      expect(time).toBeLessThan(somebody * 2)
    }
  })

  it('is spent on a real check where no hash of the site is known', async () => {
    const started = process.cpuUsage()
    await verifyNobody('x')
    expect(process.cpuUsage(started).user).toBeGreaterThan(10_000)
  })
})
