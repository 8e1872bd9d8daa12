export {
  type SvelteKitEvent,
  type SvelteKitHandler,
  type SvelteKitHandlers,
  sveltekitHandle,
  sveltekitHandlers,
  sveltekitNative,
} from './mounts/sveltekit.js'
