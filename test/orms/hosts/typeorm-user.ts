import { EntitySchema } from 'typeorm'

export interface User {
  id: number
  email: string | null
  name: string | null
  passwordHash: string | null
  emailVerified: boolean
  signUpKey: string | null
}

/** The same as a class with decorators. */
export const UserEntity = new EntitySchema<User>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    email: { type: 'varchar', length: 190, nullable: true, unique: true },
    name: { type: 'varchar', length: 190, nullable: true },
    passwordHash: { type: 'varchar', length: 190, nullable: true, name: 'password_hash' },
    emailVerified: { type: 'boolean', default: false, name: 'email_verified' },
    signUpKey: { type: 'varchar', length: 40, nullable: true, unique: true, name: 'sign_up_key' },
  },
})
