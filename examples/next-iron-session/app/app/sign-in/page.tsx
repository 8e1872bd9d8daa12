import Link from 'next/link'
import { AmazonButton } from 'sparekey/next'
import { signIn } from '../../actions'
import { sparekey } from '../../login-with-amazon'

interface Props {
  readonly searchParams: Promise<{ readonly problem?: string }>
}

export default async function SignIn({ searchParams }: Props) {
  const { problem } = await searchParams
  return (
    <>
      <h1>Sign in</h1>
      <p role="alert">{problem && 'That is not right.'}</p>
      <form action={signIn}>
        <label>
          Email address <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">Sign in</button>
      </form>
      <AmazonButton sparekey={sparekey} place={{ returnTo: '/account' }} />
      <p>
        New here? <Link href="/sign-up">Sign up</Link>
      </p>
    </>
  )
}
