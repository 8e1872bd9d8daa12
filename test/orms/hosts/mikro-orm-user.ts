import { EntitySchema, type Opt } from '@mikro-orm/core'

export interface User {
  id: number
  email: string | null
  name: string | null
  passwordHash: (string | null) & Opt
  emailVerified: boolean & Opt
  signUpKey: string | null
}

/** The same as a class with decorators. */
export const UserEntity = new EntitySchema<User>({
  name: 'User',
  tableName: 'users',
  properties: {
    id: { type: 'integer', primary: true },
    email: { type: 'text', nullable: true, unique: true },
    name: { type: 'text', nullable: true },
    passwordHash: { type: 'text', nullable: true },
    emailVerified: { type: 'boolean', default: false },
    signUpKey: { type: 'text', nullable: true, unique: true },
  },
})
