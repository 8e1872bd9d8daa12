import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOut } from '../../actions'
import { sessionIn } from '../../session'
import { findUser } from '../../users'

export default async function Account() {
  const { userId } = await sessionIn(await cookies())
  const user = userId === undefined ? null : findUser(userId)
  if (user === null) redirect('/sign-in')
  return (
    <>
      <h1>Your account</h1>
      <p>
        {user.name}, {user.email}
      </p>
      <form action={signOut}>
        <button type="submit">Sign out</button>
      </form>
    </>
  )
}
