export {
  type RouteArguments,
  type RouteFunction,
  type RouteFunctions,
  reactRouterFunctions,
  reactRouterNative,
} from './mounts/react-router.js'
