import { signUp } from '../../actions'

interface Props {
  readonly searchParams: Promise<{ readonly problem?: string }>
}

export default async function SignUp({ searchParams }: Props) {
  const { problem } = await searchParams
  return (
    <>
      <h1>Sign up</h1>
      <p role="alert">{problem && 'That address cannot be taken.'}</p>
      <form action={signUp}>
        <label>
          Name <input name="name" autoComplete="name" required />
        </label>
        <label>
          Email address <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password{' '}
          <input name="password" type="password" autoComplete="new-password" minLength={8} required />
        </label>
        <button type="submit">Sign up</button>
      </form>
    </>
  )
}
