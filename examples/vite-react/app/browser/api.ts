export interface User {
  readonly email: string
  readonly name: string
}

export async function me(): Promise<User | null> {
  const response = await fetch('/api/me')
  return ((await response.json()) as { user: User | null }).user
}

/** The problem, or null. */
export async function send(path: string, values: object): Promise<string | null> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`/api/${path}`, { method: 'POST', headers, body: JSON.stringify(values) })
  if (response.ok) return null
  return ((await response.json()) as { problem: string }).problem
}
