import { describe, expect, it } from 'vitest'
import type { FieldView } from '../../src/pages/models.js'
import { renderRegister } from '../../src/pages/register.js'
import { textOf } from './markup.js'
import { aField, aFrame, aRegisterPage } from './states.js'

const render = (...fields: FieldView[]): string => renderRegister(aRegisterPage({ fields }), aFrame())

describe('the registration page', () => {
  it('fills in what Amazon told, with the tokens that browsers know', () => {
    const html = render(
      aField({ value: 'v@x.example' }),
      aField({ name: 'name', type: 'text', value: 'Vera' }),
      aField({ name: 'postal_code', type: 'text', value: '10115' }),
      aField({ name: 'phone', type: 'tel', label: 'Telephone', autocomplete: 'tel', value: '' }),
    )
    expect(html).toContain(
      'value="v@x.example" id="field-email" name="email" required="" autocomplete="email"',
    )
    expect(html).toContain('value="Vera" id="field-name" name="name" required="" autocomplete="name"')
    expect(html).toContain(
      'value="10115" id="field-postal_code" name="postal_code" required="" autocomplete="postal-code"',
    )
    expect(html).toContain('name="phone" required="" autocomplete="tel"')
  })

  it('ties help and problem to the field, and the summary to the field', () => {
    const html = render(aField({ help: 'For the invoice.', problem: { kind: 'invalid', message: null } }))
    expect(html).toContain('aria-invalid="true" aria-describedby="field-email-problem field-email-help"')
    expect(html).toMatch(
      /role="alert".*<a href="#field-email"><bdi>Email address<\/bdi>: <bdi>This does not look right/,
    )
  })

  it('puts the focus into the first field that is wrong', () => {
    const problem = { kind: 'required', message: null } as const
    const html = render(aField(), aField({ name: 'name', problem }), aField({ name: 'postal_code', problem }))
    expect(/<input[^>]*autofocus[^>]*>/.exec(html)?.[0]).toContain('id="field-name"')
    expect(html.match(/ autofocus/g)).toHaveLength(1)
  })

  it('prefers the sentence of the host', () => {
    const html = render(aField({ problem: { kind: 'invalid', message: 'No addresses of ours, please.' } }))
    expect(textOf(html)).toContain('No addresses of ours, please.')
    expect(textOf(html)).not.toContain('look right')
  })

  it('marks what may stay empty', () => {
    expect(textOf(render(aField({ required: false })))).toContain('(optional)')
    expect(textOf(render(aField()))).not.toContain('(optional)')
  })

  it('keeps a tick and a choice', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    const html = render(
      aField({ name: 'terms', label: 'Terms', type: 'checkbox', value: 'on' }),
      aField({ name: 'letter', label: 'Letter', type: 'select', value: 'b', options }),
    )
    expect(html).toContain('<input type="checkbox" value="on" checked=""')
    expect(html).toContain('<option value="b" selected="">')
    expect(html).toContain('<option value="a">')
  })

  it('leads to the account the visitor may already have', () => {
    expect(render(aField())).toContain('href="/auth/amazon/link">I already have an account</a>')
  })
})
