import { vera } from '../support/plain-site.js'
import { openScene, postAsProgram } from './journeys.js'

/** A device, and an Amazon that has not seen its customer yet. */
export function openDevice(
  answer: (path: string) => Response = () =>
    Response.json({ error: 'authorization_pending' }, { status: 400 }),
  options: Parameters<typeof openScene>[0] = {},
) {
  const asked: string[] = []
  const pair = {
    user_code: 'ABCDE',
    verification_uri: 'https://www.amazon.com/us/code',
    expires_in: 600,
    interval: 30,
  }
  const scene = openScene({
    amazon: {
      clientId: 'amzn1.application-oa2-client.shop',
      clientSecret: 'x'.repeat(40),
      deviceClientId: 'amzn1.application-oa2-client.tv',
    },
    clientAddress: () => '192.0.2.1',
    ...options,
    fetch: async (input) => {
      const { pathname } = new URL(new Request(input).url)
      asked.push(pathname)
      return pathname.endsWith('/codepair')
        ? Response.json({ ...pair, device_code: `D-${asked.length}` })
        : answer(pathname)
    },
  })
  const post = (path: string, json: object) => postAsProgram(scene, path, json)
  return { ...scene, asked, post }
}

const clientId = 'amzn1.application-oa2-client.tv'

/** An Amazon whose customer has typed the code. */
export function tellsVera(path: string): Response {
  if (path.endsWith('/token')) return Response.json({ access_token: 'Atza|vera', token_type: 'bearer' })
  if (path.endsWith('/profile')) return Response.json(vera)
  const { user_id } = vera
  return Response.json({ aud: clientId, user_id, iss: 'https://www.amazon.com', exp: 3600 })
}
