import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'

const EXAMPLES = new URL('../examples/', import.meta.url)

/** Pages of the examples that belong to a shop: what they are called there, and what they are. */
const PAGES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/browser-sdk/': { file: 'browser-sdk/index.html', type: 'text/html; charset=utf-8' },
  '/tv/': { file: 'tv/index.html', type: 'text/html; charset=utf-8' },
  '/tv/television.js': { file: 'tv/television.js', type: 'text/javascript; charset=utf-8' },
}

/** The shop, with the pages of the examples beside it: a page with Amazon's SDK, and one for a TV. */
export function withExamplePages(shop: RequestListener, amazonUrl: string): RequestListener {
  return (request, response) => {
    const page = PAGES[request.url ?? '']
    if (page === undefined || request.method !== 'GET') return shop(request, response)
    const text = readFileSync(new URL(page.file, EXAMPLES), 'utf8')
    response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-store' })
    response.end(text.replaceAll('http://127.0.0.1:4100', amazonUrl))
  }
}
