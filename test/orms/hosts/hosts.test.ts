import { describe } from 'vitest'
import { describeOn } from '../../support/servers.js'
import { openKnexSite } from './knex-site.js'
import { openSequelizeSite, openTypeormSite } from './mariadb-sites.js'
import { openDrizzleSite, openMikroOrmSite } from './postgres-sites.js'
import { testOrmHost } from './site.js'

describe('a host over Knex, on SQLite', () => testOrmHost(openKnexSite))
describeOn('postgres')('a host over Drizzle, on PostgreSQL', () => testOrmHost(openDrizzleSite))
describeOn('postgres')('a host over MikroORM, on PostgreSQL', () => testOrmHost(openMikroOrmSite))
describeOn('mariadb')('a host over TypeORM, on MariaDB', () => testOrmHost(openTypeormSite))
describeOn('mariadb')('a host over Sequelize, on MariaDB', () => testOrmHost(openSequelizeSite))
