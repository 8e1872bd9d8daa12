import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize'

export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>
  declare email: string | null
  declare name: string | null
  declare passwordHash: CreationOptional<string | null>
  declare emailVerified: CreationOptional<boolean>
  declare signUpKey: string | null
}

export function defineUser(sequelize: Sequelize): void {
  User.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      email: { type: DataTypes.STRING(190), unique: true },
      name: DataTypes.STRING(190),
      passwordHash: { type: DataTypes.STRING(190), field: 'password_hash' },
      emailVerified: {
        type: DataTypes.BOOLEAN,
        allowNull: false,
        defaultValue: false,
        field: 'email_verified',
      },
      signUpKey: { type: DataTypes.STRING(40), unique: true, field: 'sign_up_key' },
    },
    { sequelize, tableName: 'users', timestamps: false },
  )
}
