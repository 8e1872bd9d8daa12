import type { Example } from './example.js'

/** Every example, as the journeys run them. */
export const examples: readonly Example[] = [
  {
    name: 'vite-react',
    command: [process.execPath, '--import', 'tsx', 'start.ts'],
    signInPage: '/sign-in',
    signUpPage: '/sign-up',
    accountPage: '/account',
  },
]
