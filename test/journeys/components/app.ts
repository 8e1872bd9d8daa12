import { createClient } from 'sparekey/client'
import { defineElements } from 'sparekey/client/element'

const elements = new Map([
  ['/sign-in', 'sparekey-button'],
  ['/prompt', 'sparekey-prompt'],
  ['/settings', 'sparekey-connections'],
])

/** Puts the element of this path on the page, with the attributes that the address names. */
function show(): void {
  const element = document.createElement(elements.get(location.pathname) ?? 'sparekey-button')
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!name.startsWith('amazon')) element.setAttribute(name, value)
  }
  document.addEventListener('sparekey-outcome', (event) => {
    if (event instanceof CustomEvent) say(event.detail)
  })
  document.getElementById('place')?.append(element)
}

/** An app at another origin asks itself what its address says. */
async function read(baseUrl: string): Promise<void> {
  const outcome = await createClient({ baseUrl }).finish(location.href)
  if (outcome !== null) say(outcome)
}

function say(outcome: { kind: string; reason?: string; accountId?: string }): void {
  const told = [outcome.kind, outcome.reason ?? outcome.accountId ?? '']
  document.getElementById('told')?.append(`${told.join(' ').trim()}. `)
}

defineElements()
show()
const baseUrl = new URLSearchParams(location.search).get('base-url')
if (baseUrl !== null && location.pathname === '/sign-in') void read(baseUrl)
