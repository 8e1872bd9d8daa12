import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity('users')
export class User {
  @PrimaryGeneratedColumn('uuid')
  readonly id!: string

  @Column('text', { unique: true })
  readonly email!: string

  @Column('text', { name: 'full_name' })
  readonly name!: string

  @Column('text', { name: 'password', nullable: true })
  readonly passwordHash!: string | null
}
