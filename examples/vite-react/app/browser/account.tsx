import { useEffect, useState } from 'react'
import { SparekeyConnections } from 'sparekey/client/react'
import { me, send, type User } from './api.js'

export function Account() {
  const [user, setUser] = useState<User | null>(null)
  useEffect(() => {
    void me().then((found) => (found === null ? location.assign('/sign-in') : setUser(found)))
  }, [])
  if (user === null) return null
  const signOut = () => void send('sign-out', {}).then(() => location.assign('/sign-in'))
  return (
    <main>
      <h1>Your account</h1>
      <p>
        {user.name}, {user.email}
      </p>
      <SparekeyConnections siteName="Field Notes" returnTo="/account" />
      <button type="button" onClick={signOut}>
        Sign out
      </button>
    </main>
  )
}
