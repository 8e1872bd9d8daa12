import { DataSource } from 'typeorm'
import { User } from './user.js'

export async function openDatabase(url: string): Promise<DataSource> {
  return new DataSource({ type: 'postgres', url, entities: [User], synchronize: true }).initialize()
}
