// Amazon as far as a sign-in sees it, at a small constant cost. The code and the token name the customer; what the
// emulator checks is checked elsewhere, and would cost more here than the sites under measurement.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((req, res) => {
  const json = (body: object): void => {
    res.setHeader('content-type', 'application/json;charset=UTF-8')
    res.end(JSON.stringify(body))
  }
  const bearer = req.headers.authorization?.slice('Bearer '.length) ?? ''
  if (req.url === '/user/profile') return json(profileOf(bearer))
  if (req.url !== '/auth/o2/token') return void res.writeHead(404).end()
  let body = ''
  req.setEncoding('utf8').on('data', (text: string) => {
    body += text
  })
  req.on('end', () => {
    const code = new URLSearchParams(body).get('code') ?? ''
    json({
      access_token: `Atza|${code}`,
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: `Atzr|${code}`,
    })
  })
})

function profileOf(token: string): object {
  const [, customer = ''] = token.split('|')
  return {
    user_id: `amzn1.account.${customer}`,
    name: `Customer ${customer}`,
    email: `${customer.toLowerCase()}@customer.example`,
  }
}

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://localhost:${(server.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit())
