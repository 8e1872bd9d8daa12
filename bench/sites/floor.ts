// What a careful programmer would write by hand for exactly this: nothing less can sign a customer in safely.
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import pg from 'pg'
import { Agent, request } from 'undici'
import { client, connections, issuer, type Orders, paths } from '../orders.js'
import { serve } from './serve.js'
import { readCookie, sign, unsign } from './signed-cookie.js'

interface Profile {
  readonly user_id: string
  readonly name: string
  readonly email: string
}

serve((origin, { database, amazon }: Orders) => {
  const pool = new pg.Pool({ connectionString: database, max: connections })
  const dispatcher = new Agent({ connections: 256 })
  const redirectUri = origin + paths.callback

  const start = (res: ServerResponse): void => {
    const [state, verifier] = [randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url')]
    const query = new URLSearchParams({
      client_id: client.id,
      scope: 'profile',
      response_type: 'code',
      redirect_uri: redirectUri,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const cookie = `tx=${sign(`${state}~${verifier}`)}; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=600`
    res.writeHead(302, { location: `${amazon}/ap/oa?${query}`, 'set-cookie': cookie }).end()
  }

  const askAmazon = async (code: string, verifier: string): Promise<Profile> => {
    const token = await request(`${amazon}/auth/o2/token`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: client.id,
        client_secret: client.secret,
        code_verifier: verifier,
      }).toString(),
    })
    const { access_token } = (await token.body.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const profile = await request(`${amazon}/user/profile`, { dispatcher, headers })
    return (await profile.body.json()) as Profile
  }

  const accountOf = async (profile: Profile): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>({
      name: 'linked-account',
      text: `select u.id::text as id from amazon_links l join users u on u.id = l.account_id::bigint
             where l.issuer = $1 and l.subject = $2`,
      values: [issuer, profile.user_id],
    })
    return rows[0]?.id ?? createAccount(pool, profile)
  }

  const finish = async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const [state, verifier = ''] = unsign(readCookie(req.headers.cookie, 'tx'))?.split('~') ?? []
    const code = url.searchParams.get('code')
    if (state === undefined || state !== url.searchParams.get('state') || code === null) {
      res.writeHead(400).end()
      return
    }
    const id = await accountOf(await askAmazon(code, verifier))
    const gone = 'tx=; Path=/auth; HttpOnly; SameSite=Lax; Max-Age=0'
    const session = `session=${sign(id)}; Path=/; HttpOnly; SameSite=Lax`
    res.writeHead(302, { location: '/', 'set-cookie': [gone, session] }).end()
  }

  return (req, res) => {
    const url = new URL(req.url ?? '/', origin)
    if (url.pathname === paths.start) return start(res)
    if (url.pathname === paths.callback) return void finish(req, res, url).catch(() => res.destroy())
    res.end(unsign(readCookie(req.headers.cookie, 'session')) ?? '')
  }
})

async function createAccount(pool: pg.Pool, { user_id, name, email }: Profile): Promise<string> {
  const connection = await pool.connect()
  try {
    await connection.query('begin')
    const { rows } = await connection.query<{ id: string }>({
      name: 'create-account',
      text: 'insert into users (email, full_name) values ($1, $2) returning id::text as id',
      values: [email, name],
    })
    const id = rows[0]?.id ?? ''
    await connection.query({
      name: 'create-link',
      text: 'insert into amazon_links (issuer, subject, account_id, linked_at) values ($1, $2, $3, now())',
      values: [issuer, user_id, id],
    })
    await connection.query('commit')
    return id
  } catch (error) {
    await connection.query('rollback')
    throw error
  } finally {
    connection.release()
  }
}
