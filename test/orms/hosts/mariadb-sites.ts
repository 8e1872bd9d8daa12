import { Sequelize } from 'sequelize'
import { DataSource } from 'typeorm'
import { createDatabase } from '../../support/servers.js'
import { sequelizeHost } from './sequelize-host.js'
import { defineUser, User } from './sequelize-user.js'
import type { OrmSite } from './site.js'
import { typeormHost } from './typeorm-host.js'
import { UserEntity } from './typeorm-user.js'

export async function openTypeormSite(): Promise<OrmSite> {
  const { url, drop } = await createDatabase('mariadb')
  const source = new DataSource({ type: 'mariadb', url, entities: [UserEntity], synchronize: true })
  await source.initialize()
  const users = source.getRepository(UserEntity)
  const ended: string[] = []
  return {
    host: typeormHost(users, async (id) => void ended.push(id)),
    ended,
    addUser: async (user) => String((await users.insert(user)).identifiers[0]?.['id']),
    countUsers: () => users.count(),
    clear: () => users.clear(),
    async close() {
      await source.destroy()
      await drop()
    },
  }
}

export async function openSequelizeSite(): Promise<OrmSite> {
  const { url, drop } = await createDatabase('mariadb')
  const sequelize = new Sequelize(url, { dialect: 'mysql', logging: false })
  defineUser(sequelize)
  await sequelize.sync()
  const ended: string[] = []
  return {
    host: sequelizeHost(async (id) => void ended.push(id)),
    ended,
    addUser: async (user) => String((await User.create({ name: null, signUpKey: null, ...user })).id),
    countUsers: () => User.count(),
    clear: async () => void (await User.destroy({ where: {} })),
    async close() {
      await sequelize.close()
      await drop()
    },
  }
}
