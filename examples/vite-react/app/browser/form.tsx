import { type FormEvent, type ReactNode, useState } from 'react'
import { send } from './api.js'

interface FormProps {
  readonly path: string
  readonly submit: string
  readonly problem: string
  readonly children: ReactNode
}

/** Sends its fields, and goes to the account when they were right. */
export function Form({ path, submit, problem, children }: FormProps) {
  const [isWrong, setIsWrong] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found = await send(path, Object.fromEntries(new FormData(event.currentTarget)))
    setIsWrong(found !== null)
    if (found === null) location.assign('/account')
  }
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      {isWrong && <p role="alert">{problem}</p>}
      {children}
      <button type="submit">{submit}</button>
    </form>
  )
}
