import type { Shop } from '../support/shop.js'
import { anInstance, finish, start } from './instance.js'

/** Amazon's profile answer with other members, as long as the test runs. */
export function amendProfile(shop: Shop, set: Record<string, unknown>): void {
  shop.emulator.faults.clear()
  shop.emulator.faults.add({ endpoint: 'profile', kind: 'amended', set, times: null })
}

/** A round trip in which Amazon's answers are these bytes. */
export async function signInWithRawAnswers(raw: { token?: string; profile?: string }) {
  const token = raw.token ?? '{"access_token":"Atza|x","token_type":"bearer"}'
  const profile = raw.profile ?? '{"user_id":"amzn1.account.VERA","name":"Vera","email":"vera@ex.test"}'
  const instance = anInstance({
    fetch: async (input) => {
      const body = String(input instanceof Request ? input.url : input).endsWith('/token') ? token : profile
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    },
  })
  return { location: await finish(instance, await start(instance)), signedIn: instance.signedIn }
}
