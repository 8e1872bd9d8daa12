import { describe, expect, it } from 'vitest'
import { attributeValues, formsOf, tagsOf, textOf, titleOf } from './markup.js'
import { aFrame, everyState } from './states.js'

const frame = aFrame()
const states = [...everyState(frame)]

describe.each(states)('the page %s', (_name, html) => {
  it('is a whole document that says its language, its direction and what it is', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"\/>/)
    expect(titleOf(html)).toMatch(/\S · Fernweh Books$/)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"/>')
  })

  it('tells neither its address to others nor itself to search engines', () => {
    expect(html).toContain('<meta name="referrer" content="no-referrer"/>')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
  })

  it('has no script, no inline style and no event handler', () => {
    const tags = tagsOf(html)
    expect(tags.filter((tag) => /^<(script|iframe|object|embed|link|base)\b/i.test(tag))).toEqual([])
    expect(tags.filter((tag) => /\s(style|on[a-z]+)=/i.test(tag))).toEqual([])
  })

  it('loads nothing, and has one style element with the nonce', () => {
    expect(html).not.toMatch(/https?:|url\(|@import|src=/)
    expect(html.match(/<style[^>]*>/g)).toEqual([`<style nonce="${frame.nonce}">`])
  })

  it('changes something only by a POST that carries the token', () => {
    for (const form of formsOf(html)) {
      expect(form).toMatch(/^<form [^>]*method="post" action="\/auth\/amazon\//)
      // The page behind a mail carries what came with the mail: there is no session, and so no token of one.
      const own = form.includes('/undo"') ? 'name="token" value="token"' : 'name="csrf" value="csrf-token"'
      // Held by its origin like the button: it begins a sign-in and changes nothing.
      if (!form.includes('name="user_code"')) expect(form).toContain(`<input type="hidden" ${own}/>`)
    }
  })

  it('uses every id once, and names only ids that exist', () => {
    const ids = attributeValues(html, 'id')
    const named = [...attributeValues(html, 'for'), ...attributeValues(html, 'aria-describedby')]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of named.flatMap((value) => value.split(' '))) expect(ids).toContain(id)
  })

  it('links home under the name of the shop', () => {
    expect(html).toContain('<a href="/">Fernweh Books</a>')
  })
})

// attacks: xss-profile
const hostileTexts = [
  '<img src=x onerror=1>',
  '"><script>alert(1)</script>',
  "' autofocus onfocus='alert(1)",
  '</style><style>*{display:none}</style>',
  '</title><base href=//evil.example>',
  '&lt;b&gt;&quot;',
  'Vera\u2028Lind\u2029qvist',
  'Vera \u202Emoc.nozama\u202C \u2066x\u2069',
  'long '.repeat(20_000),
]

describe.each(hostileTexts)('a name or address like %.40j', (text) => {
  const plain = everyState(frame, { name: 'Vera', email: 'vera@post.example' })
  const hostile = [...everyState(frame, { name: text, email: text })]

  it('changes no tag and no attribute of any page', () => {
    for (const [name, html] of hostile) expect(tagsOf(html), name).toEqual(tagsOf(plain.get(name) ?? ''))
  })

  it('is shown on one line, in its own order and at a bounded length', () => {
    for (const [name, html] of hostile) {
      // eslint-disable-next-line no-control-regex
      expect(textOf(html), name).not.toMatch(/[\u2028\u2029\u202A-\u202E\u2066-\u2069]/)
      expect(textOf(html).length, name).toBeLessThan(3000)
    }
  })
})

describe('a page after an error', () => {
  const afterError = /wrong|too-many|taken|try-again|closed|refused/
  const forms = states.filter(([name]) => !name.startsWith('problem-'))

  it.each(forms)('%s says so first in its title only when there was one', (name, html) => {
    expect(titleOf(html).startsWith('Problem: ')).toBe(afterError.test(name))
  })

  it.each(forms)('%s puts the focus in one place only when there was one', (name, html) => {
    expect(html.match(/ autofocus/g)?.length ?? 0).toBe(afterError.test(name) ? 1 : 0)
  })
})
