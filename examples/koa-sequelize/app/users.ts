import { hash, verify } from '@node-rs/bcrypt'
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  Sequelize,
  UniqueConstraintError,
} from 'sequelize'

export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>
  declare email: string
  declare name: string
  declare passwordHash: string | null
}

/** The database of riders, with its table made where it is missing. */
export async function openUsers(url: string): Promise<Sequelize> {
  const sequelize = new Sequelize(url, { dialect: 'mysql', logging: false })
  User.init(
    {
      id: { type: DataTypes.INTEGER.UNSIGNED, autoIncrement: true, primaryKey: true },
      email: { type: DataTypes.STRING(190), allowNull: false, unique: true },
      name: { type: DataTypes.STRING(190), allowNull: false },
      passwordHash: { type: DataTypes.STRING(60), field: 'password_hash' },
    },
    { sequelize, tableName: 'Users' },
  )
  await sequelize.sync()
  return sequelize
}

export async function checkPassword(email: string, password: string): Promise<User | null> {
  const user = await User.findOne({ where: { email } })
  return user?.passwordHash && (await verify(password, user.passwordHash)) ? user : null
}

export async function signUp(given: { email: string; name: string; password: string }): Promise<User | null> {
  const { email, name, password } = given
  if (!email.includes('@') || name === '' || password.length < 8) return null
  try {
    return await User.create({ email, name, passwordHash: await hash(password, 8) })
  } catch (error) {
    if (error instanceof UniqueConstraintError) return null
    throw error
  }
}
