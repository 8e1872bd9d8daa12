import type { Example } from './example.js'

const pages = { signInPage: '/sign-in', signUpPage: '/sign-up', accountPage: '/account' }

const typescript = (file: string): Example['command'] => [process.execPath, '--import', 'tsx', file]

/** Every example, as the journeys run them. */
export const examples: readonly Example[] = [
  {
    name: 'vite-react',
    command: typescript('start.ts'),
    ...pages,
  },
  {
    name: 'express-passport',
    command: typescript('app/start.ts'),
    database: 'postgres',
    ...pages,
  },
  {
    name: 'fastify-postgres',
    command: typescript('app/start.ts'),
    database: 'postgres',
    ...pages,
  },
  {
    name: 'koa-sequelize',
    command: typescript('app/start.ts'),
    database: 'mariadb',
    ...pages,
  },
  {
    name: 'hono-jwt',
    command: typescript('app/start.ts'),
    ...pages,
  },
  {
    name: 'nest-typeorm',
    command: typescript('app/main.ts'),
    database: 'postgres',
    ...pages,
  },
  {
    name: 'node-mysql',
    command: typescript('app/start.ts'),
    database: 'mariadb',
    ...pages,
  },
  {
    name: 'next-iron-session',
    command: [process.execPath, 'start.mjs'],
    ...pages,
  },
  {
    name: 'react-router',
    command: typescript('app/start.ts'),
    ...pages,
  },
]
