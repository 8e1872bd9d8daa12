import { getIronSession } from 'iron-session'
import type { cookies } from 'next/headers'

interface SessionData {
  userId?: number
  authenticatedAt?: number
}

type Jar = Pick<Awaited<ReturnType<typeof cookies>>, 'get' | 'set'>

export async function sessionIn(jar: Jar) {
  return getIronSession<SessionData>(jar, { cookieName: 'listener', password: process.env['SECRET'] ?? '' })
}

export async function start(jar: Jar, userId: number): Promise<void> {
  const session = await sessionIn(jar)
  Object.assign(session, { userId, authenticatedAt: Date.now() })
  await session.save()
}
