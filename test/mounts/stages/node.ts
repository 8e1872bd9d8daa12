import { nodeHandler, nodeNative } from 'sparekey/node'
import type { OwnApp, Stage } from '../mounted-site.js'

export const node: Stage = {
  name: 'node:http',
  setCookie: (visitor, line) => void nodeNative(visitor).res.appendHeader('set-cookie', line),
  serve: async ({ sparekey, cookies, answer }: OwnApp) => {
    const amazon = nodeHandler(sparekey)
    return {
      listener: async (req, res) => {
        for (const cookie of cookies) res.appendHeader('set-cookie', cookie)
        if (await amazon(req, res)) return
        const { method = '', url = '', headers } = req
        const { status, body } = answer({ method, path: url, cookie: headers.cookie ?? '' })
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      },
    }
  },
}
