import { Inject, Injectable } from '@nestjs/common'
import { hash, verify } from '@node-rs/argon2'
import { DataSource, type Repository } from 'typeorm'
import { User } from './user.js'

export interface SignUp {
  readonly email: string
  readonly name: string
  readonly password: string
}

@Injectable()
export class UsersService {
  readonly #users: Repository<User>

  constructor(@Inject(DataSource) database: DataSource) {
    this.#users = database.getRepository(User)
  }

  async find(id: string): Promise<User | null> {
    return this.#users.findOneBy({ id })
  }

  async checkPassword(email: string, password: string): Promise<User | null> {
    const user = await this.#users.findOneBy({ email: email.toLowerCase() })
    return user?.passwordHash && (await verify(user.passwordHash, password)) ? user : null
  }

  async signUp({ email, name, password }: SignUp): Promise<User | null> {
    if (!email.includes('@') || name === '' || password.length < 8) return null
    const values = { email: email.toLowerCase(), name, passwordHash: await hash(password) }
    const insert = this.#users.createQueryBuilder().insert().values(values).orIgnore().returning('id')
    const [created] = (await insert.execute()).raw as { id: string }[]
    return created === undefined ? null : this.find(created.id)
  }
}
