import { describeHash, type HashProblem, recognizeHash, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'

const salt = 'c2FsdHNhbHRzYWx0'
const key = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY'
const hexKey = '0123456789abcdef'.repeat(8)

const refused: [string, string | null, HashProblem][] = [
  ['', null, 'empty'],
  ['   ', null, 'empty'],
  ['!', null, 'constant'],
  ['*LK*', null, 'constant'],
  ['!Xq3mZ0vNn7bP0sYw4Tg1Kd9eUu2Rr6Hh8Jj5Ll', null, 'constant'],
  ['LOCKED', null, 'constant'],
  ['0000000000000000000000000000000000000000', null, 'constant'],
  [`$2b$10$${'.'.repeat(53)}`, 'bcrypt', 'constant'],
  [`$2b$18$xnVQGmcMsHpV0bOmkc5RkeBv1yrhnlsRW1yVnpsK1YXZ3y4mhvGSu`, 'bcrypt', 'too-costly'],
  ['$2b$10$xnVQGmcMsHpV0bOmkc5Rke', 'bcrypt', 'malformed'],
  ['$2x$10$xnVQGmcMsHpV0bOmkc5RkeBv1yrhnlsRW1yVnpsK1YXZ3y4mhvGSu', 'bcrypt-2x', 'unsupported'],
  [`$argon2id$v=19$m=1048576,t=1,p=1$${salt}$${key}`, 'argon2', 'too-costly'],
  [`$argon2id$v=19$m=65536,t=4000000,p=1$${salt}$${key}`, 'argon2', 'too-costly'],
  [`$argon2id$v=19$m=65536,t=1,p=64$${salt}$${key}`, 'argon2', 'too-costly'],
  [`$argon2id$v=20$m=65536,t=1,p=1$${salt}$${key}`, 'argon2', 'malformed'],
  [`$argon2id$v=19$t=1,m=65536,p=1$${salt}$${key}`, 'argon2', 'malformed'],
  [`$argon2id$v=19$m=65536,t=1,p=1,keyid=1$${salt}$${key}`, 'argon2', 'malformed'],
  [`$scrypt$ln=20,r=8,p=1$${salt}$${key}`, 'scrypt', 'too-costly'],
  [`$scrypt$ln=16,r=8,p=16777216$${salt}$${key}`, 'scrypt', 'too-costly'],
  [`$scrypt$ln=16,r=8,p=1$${salt}$YQ`, 'scrypt', 'malformed'],
  [`$pbkdf2-sha256$i=99999999$${salt}$${key}`, 'pbkdf2', 'too-costly'],
  [`$pbkdf2-sha256$i=0$${salt}$${key}`, 'pbkdf2', 'malformed'],
  [`$pbkdf2-md5$i=1000$${salt}$${key}`, 'pbkdf2', 'malformed'],
  ['pbkdf2_sha256$1000000000$salt$QUJD', 'django-pbkdf2', 'malformed'],
  [`pbkdf2_sha256$1000000000$salt$${key}=`, 'django-pbkdf2', 'too-costly'],
  [`scrypt$1048576$salt$8$1$${Buffer.alloc(64, 'ab').toString('base64')}`, 'django-scrypt', 'too-costly'],
  [`scrypt:1000:8:1$salt$${hexKey}`, 'werkzeug-scrypt', 'malformed'],
  [`scrypt:1048576:8:1$salt$${hexKey}`, 'werkzeug-scrypt', 'too-costly'],
  [`pbkdf2:sha512:1000000000$salt$${hexKey}`, 'werkzeug-pbkdf2', 'too-costly'],
  ['$P$Z12345678abcdefghijkl0123456789', 'phpass', 'malformed'],
  ['$P$R12345678abcdefghijkl0123456789', 'phpass', 'too-costly'],
  [`$S$R12345678${hexKey.slice(0, 43)}`, 'drupal', 'too-costly'],
  [`$6$rounds=999999999$salt$${hexKey.slice(0, 86)}`, 'sha512-crypt', 'too-costly'],
  [`$6$rounds=999$salt$${hexKey.slice(0, 86)}`, 'sha512-crypt', 'malformed'],
  [`$6$salt$${hexKey.slice(0, 85)}`, 'sha512-crypt', 'malformed'],
  ['{SSHA}QUJD', 'ldap-ssha', 'malformed'],
  ['{CRYPT}$1$abc$def', 'ldap-crypt', 'unsupported'],
  ['{SHA}qvTGHdzF6KLavt4PO0gs2a6pQ00=', 'ldap-unsalted', 'weak'],
  ['{noop}correct horse', 'spring-noop', 'weak'],
  [
    '{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94fff291cfffaf8410849f27605abcbc0',
    'spring-digest',
    'weak',
  ],
  ['{unknown}abc', null, 'unknown'],
  ['$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7', 'yescrypt', 'unsupported'],
  ['$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/', 'md5-crypt', 'weak'],
  ['5f4dcc3b5aa765d61d8327deb882cf99', 'md5', 'weak'],
  ['5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8', 'sha1', 'weak'],
  ['*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19', 'mysql-native', 'weak'],
  ['sha1$salt$5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8', 'digest-with-salt', 'weak'],
  ['correct horse', 'plain', 'weak'],
  [`AQAAAAEAACcQAAAAE${'A'.repeat(66)}=`, null, 'unknown'],
]

describe('a stored value that is no hash to check', () => {
  it.each(refused)('(%j) is reported, and matches nothing', async (stored, format, problem) => {
    expect(describeHash(stored)).toMatchObject({ format, problem })
    expect(recognizeHash(stored)).toBeNull()
    for (const password of [stored, '', 'password', 'correct horse']) {
      expect(await verifyPasswordHash(stored, password)).toBe(false)
    }
  })
})

describe('a weak scheme', () => {
  const md5 = '5f4dcc3b5aa765d61d8327deb882cf99'

  it('is checked once it is named, and still reported as weak', async () => {
    expect(await verifyPasswordHash(md5, 'password', { scheme: 'md5(password)' })).toBe(true)
    expect(await verifyPasswordHash(md5, 'Password', { scheme: 'md5(password)' })).toBe(false)
    expect(await verifyPasswordHash('correct horse', 'correct horse', { scheme: 'plain' })).toBe(true)
    expect(await verifyPasswordHash('correct horse', 'correct horse ', { scheme: 'plain' })).toBe(false)
    expect(describeHash(md5, { scheme: 'md5(password)' }).weak).toBe(true)
    expect(describeHash('correct horse', { scheme: 'plain' })).toMatchObject({ weak: true, problem: null })
  })

  it('never lets a stolen hash or a mark pass for the password', async () => {
    for (const [stored, format] of refused) {
      if (format === 'plain') continue
      expect(await verifyPasswordHash(stored, stored, { scheme: 'plain' }), stored).toBe(false)
      expect(await verifyPasswordHash(stored, stored, { scheme: 'md5(password)' }), stored).toBe(false)
    }
  })

  it('does not take the place of the format that a hash names itself', async () => {
    const hash = '$5$rounds=1000$salt$'
    expect(describeHash(hash, { scheme: 'plain' })).toMatchObject({
      format: 'sha256-crypt',
      problem: 'malformed',
    })
  })

  it('that is unknown is an error of the site, not a wrong password', async () => {
    await expect(verifyPasswordHash(md5, 'x', { scheme: 'md4(password)' as never })).rejects.toThrow('scheme')
  })
})

describe('a hash with a salt column', () => {
  it('needs the salt', () => {
    for (const column of [{}, { salt: '' }]) {
      const options = { scheme: 'sha256(salt+password)', ...column } as const
      expect(describeHash('0123456789abcdef'.repeat(4), options).problem).toBe('needs-option')
    }
  })
})
