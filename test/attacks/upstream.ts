import type { ShopOptions } from '../support/shop.js'

/** Amazon's endpoints at a server of the test's own: what answers there plays Amazon, as badly as it likes. */
export function endpointsAt(origin: string) {
  return {
    authorize: `${origin}/ap/oa`,
    token: `${origin}/auth/o2/token`,
    tokeninfo: `${origin}/auth/o2/tokeninfo`,
    profile: `${origin}/user/profile`,
    codepair: `${origin}/auth/o2/create/codepair`,
  }
}

/** Options of a shop whose Amazon is there. Codes still come from the emulator's `authorize`. */
export function amazonAt(origin: string): ShopOptions {
  return { amazon: { endpoints: endpointsAt(origin) } }
}
