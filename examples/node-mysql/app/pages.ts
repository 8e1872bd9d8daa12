import type { User } from './users.js'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')
}

export function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Tool Shed</title></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`
}

export function signInPage(problem = '', button = ''): string {
  return page(
    'Sign in',
    `<p role="alert">${problem}</p>
<form method="post" action="/sign-in">
  <label>Email address <input name="email" type="email" autocomplete="username" required></label>
  <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
  <button>Sign in</button>
</form>
${button}
<p>New here? <a href="/sign-up">Sign up</a></p>`,
  )
}

export function signUpPage(problem = ''): string {
  return page(
    'Sign up',
    `<p role="alert">${problem}</p>
<form method="post" action="/sign-up">
  <label>Name <input name="name" autocomplete="name" required></label>
  <label>Email address <input name="email" type="email" autocomplete="username" required></label>
  <label>Password <input name="password" type="password" autocomplete="new-password" minlength="8" required></label>
  <button>Sign up</button>
</form>`,
  )
}

export function accountPage({ name, email }: User): string {
  return page(
    'Your account',
    `<p>${escape(name)}, ${escape(email)}</p>
<form method="post" action="/sign-out"><button>Sign out</button></form>`,
  )
}
