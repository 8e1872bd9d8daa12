import type { JSX } from 'hono/jsx/jsx-runtime'

/** The HTML of an element. Ours never wait for anything; one that did would end up as "[object Promise]" in the page. */
export function htmlOf(element: JSX.Element): string {
  if (element instanceof Promise) throw new TypeError('A page must not wait for anything while it renders.')
  return element.toString()
}
