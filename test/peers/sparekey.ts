import {
  askForAddress,
  confirmAddress,
  linkInSettings,
  loginWithAmazon,
  recover,
  register,
  signedInAs,
  takeAddress,
} from '../attacks/shop-customers.js'
import { type OpenShopWithAmazon, openShopWithAmazon } from '../demo/open-shop.js'
import { amazonCustomers, type PeerSite, type PeerVisitor } from './peer.js'

/** The bookshop, whose own routes tell Sparekey what docs/host-news.md asks for. */
export async function startSparekey(): Promise<{ site: PeerSite; close: () => void }> {
  const shop = await openShopWithAmazon()
  for (const customer of amazonCustomers) shop.amazon.customers.put(customer)
  return { site: { trojan: 'impostor', visit: () => visit(shop) }, close: () => {} }
}

function visit(shop: OpenShopWithAmazon): PeerVisitor {
  const shopper = shop.shopper()
  return {
    register: async (email, password) => void (await register(shopper, email, password)),
    registerAndProve: async (email, password) => {
      await register(shopper, email, password)
      await confirmAddress(shop, shopper, email)
    },
    signIn: async (email, password) => void (await shopper.signIn(email, password)),
    comeFromAmazon: async (customer) => {
      const page = await loginWithAmazon(shop, shopper, customer)
      return page.path === '/auth/amazon/link' ? 'asks for proof' : null
    },
    link: (customer) => linkInSettings(shop, shopper, customer),
    recover: async (email, password) => {
      // No mail goes to an address that no account has.
      await recover(shop, email, password).catch(() => {})
      await shopper.signIn(email, password)
    },
    askForAddress: async (email, password) => void (await askForAddress(shopper, email, password)),
    takeAddress: async (email) => void (await takeAddress(shop, shopper, email)),
    account: async () => {
      const id = await signedInAs(shop, shopper)
      return id === null ? null : String(id)
    },
  }
}
