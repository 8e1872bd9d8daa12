import type { Region } from './wire.js'

export const regions: readonly Region[] = ['na', 'eu', 'fe']

const hostsOf: Readonly<Record<Region, readonly string[]>> = {
  na: ['amazon.com', 'www.amazon.com', 'na.account.amazon.com', 'api.amazon.com', 'api.sandbox.amazon.com'],
  eu: [
    'eu.account.amazon.com',
    'api.amazon.co.uk',
    'api.amazon.de',
    'api.sandbox.amazon.co.uk',
    'api.sandbox.amazon.de',
  ],
  fe: ['apac.account.amazon.com', 'api.amazon.co.jp', 'api.sandbox.amazon.co.jp', 'api-sandbox.amazon.co.jp'],
}

/** The region whose real host was named, for clients whose connections are led here; `null` for any other host. */
export function findRegionOfHost(host: string): Region | null {
  return regions.find((region) => hostsOf[region].includes(host)) ?? null
}

/** Whole addresses of one region's endpoints. */
export interface Endpoints {
  readonly authorize: string
  readonly token: string
  readonly tokeninfo: string
  readonly profile: string
  readonly codepair: string
}

export function endpointsAt(origin: string): Endpoints {
  return {
    authorize: `${origin}/ap/oa`,
    token: `${origin}/auth/o2/token`,
    tokeninfo: `${origin}/auth/o2/tokeninfo`,
    profile: `${origin}/user/profile`,
    codepair: `${origin}/auth/o2/create/codepair`,
  }
}
