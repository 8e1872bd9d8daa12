import { type JWTPayload, jwtVerify, SignJWT } from 'jose'

export async function signToken(claims: JWTPayload, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('7d')
    .sign(new TextEncoder().encode(secret))
}

/** Null for a token that is missing, changed or out of date. */
export async function readToken(token: string, secret: string): Promise<JWTPayload | null> {
  try {
    const key = new TextEncoder().encode(secret)
    return (await jwtVerify(token, key, { algorithms: ['HS256'] })).payload
  } catch {
    return null
  }
}
