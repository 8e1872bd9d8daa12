export {
  type CallOptions,
  type Client,
  type ClientOptions,
  type Credential,
  createClient,
  type Destination,
  type NewPassword,
  type Proof,
} from './client/client.js'
export type * from './client/outcomes.js'
export { type Keep, withoutAnswer } from './client/returning.js'
