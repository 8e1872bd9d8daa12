/**
 * A stand-in for Amazon's `login1.js`, with the interface that Amazon documents: `amazon.Login` with its functions, and
 * the callback `onAmazonLoginReady`. It asks the emulator that served it.
 */
export const sdkScript = `(() => {
  'use strict'
  const amazonUrl = new URL(document.currentScript.src).origin
  const popupUrl = amazonUrl + '/sdk/popup?' + new URLSearchParams({ origin: location.origin })
  const verifierKey = 'amazon_Login_code_verifier'
  let clientId = null
  let cached = null

  const base64Url = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const randomText = () => base64Url(crypto.getRandomValues(new Uint8Array(32)))
  const digest = async (text) => base64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const problem = (error, error_description) => ({ error, error_description, error_uri: '' })

  // Kept by the page alone, until it logs out.
  const remember = ({ access_token, token_type, expires_in, scope }) => {
    if (access_token) cached = { access_token, token_type, expires_in, scope }
  }

  const createRequest = () => {
    const listeners = []
    const request = {
      status: 'queued',
      onComplete: (listener) => {
        if (request.status === 'complete') listener(request)
        else listeners.push(listener)
      },
    }
    const complete = (answer) => {
      if (request.status === 'complete') return
      Object.assign(request, answer, { status: 'complete' })
      for (const listener of listeners) listener(request)
    }
    return { request, complete }
  }

  const scopesOf = ({ scope }) => (Array.isArray(scope) ? scope.join(' ') : (scope ?? 'profile'))

  const addressOf = async (options, redirectUri, state) => {
    const query = new URLSearchParams({
      client_id: clientId,
      // Amazon's own default, which no client can use any more.
      response_type: options.response_type ?? 'token',
      scope: scopesOf(options),
      redirect_uri: redirectUri,
      state,
    })
    if (options.scope_data) query.set('scope_data', JSON.stringify(options.scope_data))
    if (options.pkce) {
      const verifier = randomText()
      sessionStorage.setItem(verifierKey, JSON.stringify({ verifier, redirectUri }))
      query.set('code_challenge', await digest(verifier))
      query.set('code_challenge_method', 'S256')
    }
    return amazonUrl + '/ap/oa?' + query
  }

  const waitForPopup = (popup, state, complete) => {
    const finish = (answer) => {
      removeEventListener('message', listen)
      clearInterval(watch)
      complete(answer)
    }
    const listen = ({ origin, source, data }) => {
      if (origin !== amazonUrl || source !== popup || !data || !data.sparekeyEmulatedSdk) return
      const { state: sent, ...answer } = data.answer
      if (sent !== state.sent) finish(problem('invalid_request', 'The state does not match.'))
      else finish({ ...answer, state: state.ours ? undefined : sent })
    }
    addEventListener('message', listen)
    const watch = setInterval(() => popup.closed && finish(problem('access_denied', 'Access not permitted.')), 200)
  }

  const authorize = (options = {}, next) => {
    if (clientId === null) throw new Error('amazon.Login.setClientId has to be called first.')
    const { request, complete } = createRequest()
    if (typeof next === 'function') request.onComplete(next)
    const state = { sent: options.state ?? randomText(), ours: options.state === undefined }
    // No window may open: what was cached will do, or nothing does.
    if (options.interactive === 'never') {
      const answer = cached === null ? problem('invalid_grant', 'There is no token that can be used.') : { ...cached }
      queueMicrotask(() => complete(answer))
      return request
    }
    if (options.popup === false) {
      if (typeof next !== 'string') throw new Error('Without a popup, the second argument is a URL.')
      addressOf(options, new URL(next, location.href).href, state.sent).then((address) => location.assign(address))
      return request
    }
    // Opened in the click itself, or the browser would not.
    const popup = open('about:blank', 'amazonloginpopup', 'popup,width=800,height=540')
    if (popup === null) {
      complete(problem('invalid_request', 'The browser did not open a window.'))
      return request
    }
    request.status = 'in_progress'
    addressOf(options, popupUrl, state.sent).then((address) => {
      waitForPopup(popup, state, (answer) => {
        popup.close()
        remember(answer)
        if (typeof next === 'string' && !answer.error) location.assign(next)
        complete(answer)
      })
      popup.location.replace(address)
    })
    return request
  }

  const retrieveToken = async (code, callback) => {
    const { verifier = '', redirectUri = '' } = JSON.parse(sessionStorage.getItem(verifierKey) ?? '{}')
    sessionStorage.removeItem(verifierKey)
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    })
    const answer = await fetch(amazonUrl + '/auth/o2/token', { method: 'POST', body }).then(
      (response) => response.json(),
      () => problem('server_error', 'Amazon could not be reached.'),
    )
    remember(answer)
    callback(answer)
  }

  const retrieveProfile = async (first, second) => {
    const callback = second ?? first
    const token = second === undefined ? cached?.access_token : first
    const answer = await fetch(amazonUrl + '/user/profile?' + new URLSearchParams({ access_token: token ?? '' })).then(
      (response) => response.json(),
      () => problem('server_error', 'Amazon could not be reached.'),
    )
    if (answer.error) return callback({ success: false, error: answer.error_description })
    const { user_id: CustomerId, name: Name, email: PrimaryEmail, postal_code: PostalCode } = answer
    callback({ success: true, profile: { CustomerId, Name, PrimaryEmail, PostalCode } })
  }

  window.amazon = {
    ...window.amazon,
    Login: {
      Scope: { Profile: 'profile', PostalCode: 'postal_code', UserId: 'profile:user_id' },
      Region: { NorthAmerica: 'NA', Europe: 'EU', AsiaPacific: 'APAC' },
      authorize,
      retrieveToken,
      retrieveProfile,
      logout: () => {
        cached = null
        sessionStorage.removeItem(verifierKey)
      },
      setClientId: (id) => {
        clientId = id
      },
      getClientId: () => clientId,
      // The emulator is in one place, remembers nothing in cookies and is a sandbox as a whole.
      setRegion: () => {},
      setSandboxMode: () => {},
      setSiteDomain: () => {},
      setUseCookie: () => {},
    },
  }
  if (typeof window.onAmazonLoginReady === 'function') window.onAmazonLoginReady()
})()
`

/** Tells the page that opened the window what the address says, and nobody else. */
export const popupScript = `'use strict'
const query = new URLSearchParams(location.search)
const origin = query.get('origin')
query.delete('origin')
const fragment = new URLSearchParams(location.hash.slice(1))
const answer = Object.fromEntries([...query, ...fragment])
if (opener && origin) opener.postMessage({ sparekeyEmulatedSdk: true, answer }, origin)
`
