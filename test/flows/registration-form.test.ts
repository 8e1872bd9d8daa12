import { describe, expect, it } from 'vitest'
import {
  type FormField,
  needsMoreFields,
  parseRegistration,
  type RegistrationForm,
} from '../../src/flows/registration-form.js'

const formOf = (given: Partial<RegistrationForm> = {}): RegistrationForm => ({
  ask: ['email', 'name', 'postal_code'],
  require: [],
  fields: {},
  emailProof: 'none',
  ...given,
})

const vera = { name: 'Vera', email: 'vera@ex.test', postalCode: null }

/** A field of the host's that takes letters, and hands on how many. */
const nick: FormField = {
  label: 'Nick',
  schema: {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        /^[a-z]+$/.test(String(value))
          ? { value: String(value).length }
          : { issues: [{ message: `Not ${String(value)}.` }] },
    },
  },
}

const parse = (form: RegistrationForm, posted: Record<string, string>) =>
  parseRegistration(form, new Map(Object.entries(posted)))

describe('whether more has to be asked', () => {
  it('depends on what is required and was not told', () => {
    expect(needsMoreFields(formOf(), vera)).toBe(false)
    expect(needsMoreFields(formOf({ require: ['email', 'name'] }), vera)).toBe(false)
    expect(needsMoreFields(formOf({ require: ['email', 'postal_code'] }), vera)).toBe(true)
    expect(needsMoreFields(formOf({ require: ['postal_code'] }), { ...vera, postalCode: '98109' })).toBe(
      false,
    )
    expect(needsMoreFields(formOf({ require: ['email'] }), { ...vera, email: null })).toBe(true)
  })

  it('is certain where the host has fields of its own, or an address has to be proven', () => {
    expect(needsMoreFields(formOf({ fields: { nick } }), vera)).toBe(true)
    expect(needsMoreFields(formOf({ emailProof: 'code' }), vera)).toBe(true)
    expect(needsMoreFields(formOf({ emailProof: 'code' }), { ...vera, email: null })).toBe(false)
  })
})

describe('a posted registration', () => {
  it('is read without the spaces around it, empty fields as nothing', async () => {
    const posted = { email: ' vera@ex.test ', name: ' Vera Winter ', postal_code: '  ' }
    expect(await parse(formOf(), posted)).toEqual({
      registration: {
        email: 'vera@ex.test',
        emailProven: false,
        name: 'Vera Winter',
        postalCode: null,
        fields: {},
      },
    })
  })

  it('has nothing that was not asked for, whatever was sent', async () => {
    const posted = { email: 'vera@ex.test', name: 'V', postal_code: '98109', admin: 'yes', nick: 'v' }
    expect(await parse(formOf({ ask: ['postal_code'] }), posted)).toEqual({
      registration: { email: null, emailProven: false, name: null, postalCode: '98109', fields: {} },
    })
  })

  it('lacks what is required, each field by its name', async () => {
    const form = formOf({ require: ['email', 'postal_code'] })
    expect(await parse(form, { name: 'V' })).toEqual({
      problems: [
        { field: 'email', problem: 'required' },
        { field: 'postal_code', problem: 'required' },
      ],
    })
  })

  it.each([
    ['email', `${'x'.repeat(64)}@${'y'.repeat(185)}.test`, `${'x'.repeat(64)}@${'y'.repeat(190)}.test`],
    ['name', '💐'.repeat(200), '💐'.repeat(201)],
    ['postal_code', '1'.repeat(32), '1'.repeat(33)],
  ])('has no %s that is longer than Amazon’s may be', async (field, longest, longer) => {
    const invalid = { problems: [{ field, problem: 'invalid' }] }
    if (field !== 'email') expect(await parse(formOf(), { [field]: longest })).toHaveProperty('registration')
    expect(await parse(formOf(), { [field]: longer })).toEqual(invalid)
  })

  it.each([
    ['email', 'no address'],
    ['email', 'vera@ex.test, mallory@ex.test'],
    ['name', 'Ve\u0000ra'],
    ['name', 'Vera\u202Egro'],
    ['postal_code', '98\n109'],
  ])('has no %s like %j', async (field, value) => {
    expect(await parse(formOf(), { [field]: value })).toEqual({ problems: [{ field, problem: 'invalid' }] })
  })

  it('takes a name that only looks like no address', async () => {
    expect(await parse(formOf(), { name: 'no address' })).toMatchObject({
      registration: { name: 'no address' },
    })
  })

  it('brings what the host’s schema makes of its fields, or says in its words what is wrong', async () => {
    const form = formOf({ fields: { nick } })
    expect(await parse(form, { nick: 'vera' })).toMatchObject({ registration: { fields: { nick: 4 } } })
    expect(await parse(form, { nick: 'V!' })).toEqual({
      problems: [{ field: 'nick', problem: 'invalid', message: 'Not V!.' }],
    })
    expect(await parse(form, {})).toEqual({
      problems: [{ field: 'nick', problem: 'invalid', message: 'Not .' }],
    })
  })
})
