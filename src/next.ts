export {
  type NextHandlers,
  type NextRequest,
  type NextRouteHandler,
  nextHandlers,
  nextNative,
} from './mounts/next.js'
export { AmazonButton, type AmazonButtonProps, type ButtonMaker } from './mounts/next-button.js'
