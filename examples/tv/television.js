/**
 * A TV that signs in with Amazon: it shows what to type on the phone, and waits. `post(path, json)` sends to the site and
 * answers `{ status, body }`, or throws where the network is gone; `show` puts an address and a code on the screen;
 * `wait` lets so many seconds pass. What comes back is the site's last answer.
 */
export async function signIn({ post, show, wait }) {
  const ask = askWith(post)
  const started = await ask('/auth/amazon/device', {})
  if (started.status !== 200) return started.body
  const { device_code, user_code, verification_uri, interval } = started.body
  show({ address: verification_uri, code: user_code, step: 'amazon' })
  const { body } = await pollAmazon({ ask, wait, device_code, interval })
  return body.finish && body.outcome !== 'confirm' ? finishElsewhere({ ask, show, wait, device_code }, body) : body
}

const passing = [503, 504]
const away = { status: 503, body: { outcome: 'failed', message: 'There is no connection. Please try again.' } }

/** A bad network is no answer: what is asked again later may arrive. */
function askWith(post) {
  return (path, json) => post(path, json).catch(() => away)
}

/** Until the customer has typed the code at Amazon, or has said no. */
async function pollAmazon({ ask, wait, device_code, interval }) {
  let seconds = interval
  for (;;) {
    await wait(seconds)
    const answer = await ask('/auth/amazon/device/poll', { device_code })
    if (answer.status !== 202 && !passing.includes(answer.status)) return answer
    if (answer.body.slow_down) seconds = Math.min(seconds * 2, 60)
  }
}

/** A password or a registration: the phone has a keyboard. */
async function finishElsewhere({ ask, show, wait, device_code }, { finish, ticket }) {
  show({ address: finish.url, code: finish.code, step: 'site' })
  // Null in a browser, where the ticket is a cookie.
  const held = ticket === null ? {} : { ticket, ticket_key: device_code }
  for (;;) {
    await wait(5)
    const { status, body } = await ask('/auth/amazon/device/poll', held)
    const isOpen = status === 409 && body.outcome !== 'refused'
    if (!isOpen && !passing.includes(status)) return body
  }
}
