// A stored hash names its own cost. One that is mistaken or planted must not stop the server.

/** 512 MiB: more than anybody asks of a sign-in, less than would bring the machine down. */
export const mostMemoryBytes = 512 * 1024 * 1024

/** Bytes that scrypt or argon2 walk through, all passes together: some five seconds. */
export const mostBytesWalked = 4 * 1024 * 1024 * 1024

export const mostParallel = 16

/** PBKDF2, on another thread: some ten seconds of one core. */
export const mostPbkdf2Rounds = 20_000_000

/** Of digests computed one by one, on another thread: some two seconds. */
export const mostDigestRounds = 1_100_000

/** bcrypt's logarithm; each step more doubles the time, 17 takes some ten seconds. */
export const bcryptCosts = { least: 4, most: 17 }

/** Checks that run or wait, all formats together. More is a flood, and each holds a request and its password. */
export const mostChecksAtOnce = 500

/** Nobody types more, and hashing a megabyte is work that a stranger could order for free. */
export const mostPasswordCharacters = 1024
