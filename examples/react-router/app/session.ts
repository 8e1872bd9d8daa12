import { createCookieSessionStorage, redirect } from 'react-router'

interface SessionData {
  userId: number
  authenticatedAt: number
}

export type Storage = ReturnType<typeof createCookieSessionStorage<SessionData>>

export function createStorage(secret: string): Storage {
  return createCookieSessionStorage<SessionData>({
    cookie: { name: 'gardener', secrets: [secret], httpOnly: true, sameSite: 'lax', path: '/' },
  })
}

export async function userIdOf(storage: Storage, request: Request): Promise<number | null> {
  const session = await storage.getSession(request.headers.get('cookie'))
  return session.get('userId') ?? null
}

export async function enter(storage: Storage, userId: number): Promise<Response> {
  const session = await storage.getSession()
  session.set('userId', userId)
  session.set('authenticatedAt', Date.now())
  return redirect('/account', { headers: { 'set-cookie': await storage.commitSession(session) } })
}

export async function leave(storage: Storage): Promise<Response> {
  const ended = await storage.destroySession(await storage.getSession())
  return redirect('/sign-in', { headers: { 'set-cookie': ended } })
}
