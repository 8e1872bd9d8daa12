/**
 * A TV that signs in with Amazon: it shows what to type on the phone, and waits. `post(path, json)` sends to the site and
 * answers `{ status, body }`; `show` puts an address and a code on the screen; `wait` lets so many seconds pass.
 */
export async function signIn({ post, show, wait }) {
  const started = await post('/auth/amazon/device', {})
  if (started.status !== 200) return started.body
  const { device_code, user_code, verification_uri, interval } = started.body
  show({ address: verification_uri, code: user_code, step: 'amazon' })
  const answer = await pollAmazon({ post, wait, device_code, interval })
  return answer.status === 409 ? finishElsewhere({ post, show, wait, device_code }, answer.body) : answer.body
}

/** Until the customer has typed the code at Amazon, or has said no. */
async function pollAmazon({ post, wait, device_code, interval }) {
  let seconds = interval
  for (;;) {
    await wait(seconds)
    const answer = await post('/auth/amazon/device/poll', { device_code })
    if (answer.status !== 202) return answer
    if (answer.body.slow_down) seconds = Math.min(seconds * 2, 60)
  }
}

/** A password or a registration: the phone has a keyboard. */
async function finishElsewhere({ post, show, wait, device_code }, first) {
  show({ address: first.finish.url, code: first.finish.code, step: 'site' })
  // Null in a browser, where the ticket is a cookie.
  const held = first.ticket === null ? {} : { ticket: first.ticket, ticket_key: device_code }
  for (;;) {
    await wait(5)
    const { status, body } = await post('/auth/amazon/device/poll', held)
    if (status !== 409) return body
  }
}
