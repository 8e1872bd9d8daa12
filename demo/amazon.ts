import { type CustomerInput, type Emulator, startEmulator } from 'sparekey/emulator'
import { BusyPort, isAddressInUse } from './listen.js'

/** Who can be chosen on the emulator's sign-in page: one person for each thing that can happen in the shop. */
export const AMAZON_CUSTOMERS: readonly (CustomerInput & { readonly meets: string })[] = [
  {
    id: 'lena',
    name: 'Lena Park',
    email: 'lena@reader.example',
    postalCode: '60601',
    meets: 'is new to the shop',
  },
  {
    id: 'vera',
    name: 'Vera Winter',
    email: 'vera@bookshop.example',
    postalCode: '98109',
    meets: 'has an account with this address',
  },
  {
    id: 'nora',
    name: 'Nora Bird',
    email: 'nora@bookshop.example',
    postalCode: null,
    meets: 'has an account whose address is not confirmed',
  },
  {
    id: 'otto',
    name: 'Otto Falk',
    email: 'otto@bookshop.example',
    postalCode: null,
    meets: 'has an account that was closed',
  },
  {
    id: 'iris',
    name: 'Iris Blum',
    email: 'iris@bookshop.example',
    postalCode: null,
    meets: 'has an account without a password',
  },
  {
    id: 'theo',
    name: 'Theo Blank',
    email: 'theo@bookshop.example',
    postalCode: null,
    meets: 'has an account that asks for a code by mail as well',
  },
  {
    id: 'impostor',
    name: 'Not Vera',
    email: 'vera@bookshop.example',
    postalCode: '90210',
    meets: "shows Vera's address without owning it",
  },
  {
    id: 'noname',
    name: null,
    email: null,
    postalCode: null,
    meets: 'has neither name nor address at Amazon',
  },
]

/** The client that the shop is at the emulated Amazon. Neither value means anything at the real one. */
export const AMAZON_CLIENT = {
  clientId: 'amzn1.application-oa2-client.7061706572206c616e7465726e2064656d6f',
  clientSecret: 'amzn1.oa2-cs.v1.the-paper-lantern-demonstration-secret-of-no-value',
}

/** The client of the shop's app for phones: what its tokens are made for. */
export const AMAZON_APP_CLIENT_ID = 'amzn1.application-oa2-client.7061706572206c616e7465726e206170'

/** The client of the shop's app for TVs: Amazon links those by codes, under an id of their own. */
export const AMAZON_TV_CLIENT_ID = 'amzn1.application-oa2-client.7061706572206c616e7465726e206f6e207476'

/** Amazon's endpoints on this computer, knowing the shop and a few customers. */
export async function startAmazon(port: number, shopUrl: string): Promise<Emulator> {
  try {
    return await startEmulator({
      port,
      customers: AMAZON_CUSTOMERS,
      clients: [
        {
          ...AMAZON_CLIENT,
          name: 'Paper Lantern Books',
          company: 'Paper Lantern Books',
          redirectUris: [`${shopUrl}/auth/amazon/callback`],
          // Whose pages may use Amazon's JavaScript SDK.
          allowedOrigins: [shopUrl],
        },
        {
          clientId: AMAZON_APP_CLIENT_ID,
          name: 'Paper Lantern Books on phones',
          company: 'Paper Lantern Books',
          kind: 'mobile',
        },
        {
          clientId: AMAZON_TV_CLIENT_ID,
          name: 'Paper Lantern Books on TV',
          company: 'Paper Lantern Books',
          kind: 'device',
        },
      ],
    })
  } catch (error) {
    throw isAddressInUse(error) ? new BusyPort(port, 'EMULATOR_PORT') : error
  }
}
