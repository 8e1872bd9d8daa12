import { Form } from './form.js'

export function SignUp() {
  return (
    <main>
      <h1>Sign up</h1>
      <Form path="sign-up" submit="Sign up" problem="This address is taken, or something is missing.">
        <label>
          Name <input name="name" autoComplete="name" required />
        </label>
        <label>
          Email address <input name="email" type="email" autoComplete="email" required />
        </label>
        <label>
          Password{' '}
          <input name="password" type="password" autoComplete="new-password" minLength={8} required />
        </label>
      </Form>
    </main>
  )
}
