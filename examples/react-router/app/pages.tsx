/** @jsxRuntime automatic */
import { Form, Link, Outlet, useActionData, useLoaderData } from 'react-router'
import type { User } from './users.js'

export function Layout() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>Seed Library</title>
      </head>
      <body>
        <main>
          <Outlet />
        </main>
      </body>
    </html>
  )
}

export function SignIn() {
  return (
    <>
      <h1>Sign in</h1>
      <p role="alert">{useActionData<string>()}</p>
      <Form method="post">
        <label>
          Email address <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">Sign in</button>
      </Form>
      <div dangerouslySetInnerHTML={{ __html: useLoaderData<string>() }} />
      <p>
        New here? <Link to="/sign-up">Sign up</Link>
      </p>
    </>
  )
}

export function SignUp() {
  return (
    <>
      <h1>Sign up</h1>
      <p role="alert">{useActionData<string>()}</p>
      <Form method="post">
        <label>
          Name <input name="name" autoComplete="name" required />
        </label>
        <label>
          Email address <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="new-password" required />
        </label>
        <button type="submit">Sign up</button>
      </Form>
    </>
  )
}

export function Account() {
  const { name, email } = useLoaderData<User>()
  return (
    <>
      <h1>Your account</h1>
      <p>{`${name}, ${email}`}</p>
      <Form method="post" action="/sign-out">
        <button type="submit">Sign out</button>
      </Form>
    </>
  )
}
