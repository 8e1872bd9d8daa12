import { data, type RouteObject, redirect } from 'react-router'
import type { loginWithAmazon } from './login-with-amazon.js'
import { Account, Layout, SignIn, SignUp } from './pages.js'
import { enter, leave, type Storage, userIdOf } from './session.js'
import { checkPassword, findUser, signUp, type Users } from './users.js'

export interface Site {
  readonly users: Users
  readonly storage: Storage
  readonly amazon?: Awaited<ReturnType<typeof loginWithAmazon>>
}

/** Those without a component are resources: what they answer goes out as it is. */
export function routesOf({ users, storage, amazon }: Site): RouteObject[] {
  const pages: RouteObject[] = [
    {
      path: 'sign-in',
      Component: SignIn,
      loader: () => amazon?.button ?? '',
      action: async ({ request }) => {
        const { email, password } = await fields(request)
        const user = await checkPassword(users, email, password)
        return user === null ? data('That is not right.', 403) : enter(storage, user.id)
      },
    },
    {
      path: 'sign-up',
      Component: SignUp,
      action: async ({ request }) => {
        const user = await signUp(users, await fields(request))
        return user === null ? data('That address cannot be taken.', 422) : enter(storage, user.id)
      },
    },
    {
      path: 'account',
      Component: Account,
      loader: async ({ request }) => {
        const id = await userIdOf(storage, request)
        return (id !== null && (await findUser(users, id))) || redirect('/sign-in')
      },
    },
  ]
  return [
    { path: 'sign-out', action: () => leave(storage) },
    { path: 'auth/amazon/*', loader: amazon?.loader, action: amazon?.action },
    { Component: Layout, children: pages },
  ]
}

async function fields(request: Request): Promise<{ email: string; name: string; password: string }> {
  const form = await request.formData()
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { email: text('email'), name: text('name'), password: text('password') }
}
