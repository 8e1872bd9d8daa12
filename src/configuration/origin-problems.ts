import { isLoopbackHost } from '../amazon/regions.js'

const example = 'like https://app.example'

/** What is wrong with `origins`: each must be written exactly as browsers write it into `Origin`. */
export function originProblems(origins: unknown, baseUrl: unknown): string[] {
  if (origins === undefined) return []
  if (!Array.isArray(origins)) return [`origins must be a list of origins ${example}.`]
  return origins.flatMap((origin: unknown) => originProblem(origin, baseUrl))
}

function originProblem(origin: unknown, baseUrl: unknown): string[] {
  const name = `origins holds ${JSON.stringify(origin) ?? String(origin)}`
  const url = typeof origin === 'string' ? parseUrl(origin) : null
  if (url === null || url.origin === 'null') return [`${name}: use an origin ${example}, without a wildcard.`]
  if (url.hostname.includes('*')) return [`${name}: list each origin, without a wildcard.`]
  if (url.origin !== origin) return [`${name}: write ${url.origin}, without a path or a slash at the end.`]
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname))) {
    return [`${name}: it must begin with https:// (http:// is for localhost only).`]
  }
  const isOwn = typeof baseUrl === 'string' && parseUrl(baseUrl)?.origin === origin
  return isOwn ? [`${name}: that is the site itself, which needs no permission. Leave it out.`] : []
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
