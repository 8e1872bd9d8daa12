'use server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { sessionIn, start } from './session'
import * as users from './users'

export async function signIn(form: FormData): Promise<void> {
  const user = await users.checkPassword(text(form, 'email'), text(form, 'password'))
  if (user === null) redirect('/sign-in?problem=wrong')
  await start(await cookies(), user.id)
  redirect('/account')
}

export async function signUp(form: FormData): Promise<void> {
  const user = await users.signUp(text(form, 'email'), text(form, 'name'), text(form, 'password'))
  if (user === null) redirect('/sign-up?problem=taken')
  await start(await cookies(), user.id)
  redirect('/account')
}

export async function signOut(): Promise<void> {
  const session = await sessionIn(await cookies())
  session.destroy()
  redirect('/sign-in')
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
