/** What some hashes do not say about themselves. */
export interface PasswordOptions {
  /** Devise's `config.pepper`: put behind the password before bcrypt. Only a bare bcrypt hash takes it. */
  readonly pepper?: string
  /** This account's value in a separate salt column, as it is stored. For `scheme` and `firebase`. */
  readonly salt?: string
  /** How a hash that says nothing about itself was made. Naming a weak scheme here is what allows it. */
  readonly scheme?: PasswordScheme
  /** The project's hash parameters, from the Firebase console (Authentication, Users, ⋮, Password hash parameters). */
  readonly firebase?: FirebaseParameters
}

export type PasswordScheme = DigestScheme | 'plain' | Pbkdf2Scheme | ScryptScheme

/** The hash is in hexadecimal or base64, the salt is used as text. */
export type DigestScheme = `${'md5' | 'sha1' | 'sha256' | 'sha512'}(${
  | 'password'
  | 'salt+password'
  | 'password+salt'})`

/** Node's own `crypto.pbkdf2`, as in Passport's tutorial or passport-local-mongoose. The hash is hexadecimal or base64. */
export interface Pbkdf2Scheme extends SaltEncoding {
  readonly pbkdf2: 'sha1' | 'sha256' | 'sha512'
  readonly rounds: number
  readonly keyBytes: number
}

/** Node's own `crypto.scrypt`. The hash is hexadecimal or base64. */
export interface ScryptScheme extends SaltEncoding {
  /** N, a power of two; Node's default is 16384. */
  readonly scrypt: number
  /** Default: 8. */
  readonly blockSize?: number
  /** Default: 1. */
  readonly parallelization?: number
  readonly keyBytes: number
}

interface SaltEncoding {
  /** How `salt` stands for bytes. Default: `text`, the characters themselves, even when they look hexadecimal. */
  readonly saltEncoding?: 'text' | 'hex' | 'base64'
}

export interface FirebaseParameters {
  /** `base64_signer_key` */
  readonly signerKey: string
  /** `base64_salt_separator` */
  readonly saltSeparator: string
  readonly rounds: number
  /** `mem_cost` */
  readonly memoryCost: number
}
