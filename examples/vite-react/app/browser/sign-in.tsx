import { SparekeyButton } from 'sparekey/client/react'
import { Form } from './form.js'

export function SignIn() {
  return (
    <main>
      <h1>Sign in</h1>
      <Form path="sign-in" submit="Sign in" problem="The address or the password is not right.">
        <label>
          Email address <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
      </Form>
      <SparekeyButton returnTo="/account" />
      <p>
        New here? <a href="/sign-up">Sign up</a>
      </p>
    </main>
  )
}
