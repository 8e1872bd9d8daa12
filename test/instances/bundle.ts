import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import config from '../../vitest.config.js'
import { openBuildFolder } from '../support/build-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Bundle {
  readonly program: string
  remove(): void
}

/** The site and everything it imports in one file: a process that is killed and replaced often must start quickly. */
export async function bundleSite(): Promise<Bundle> {
  const { path: folder, remove } = openBuildFolder('sparekey-site-')
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: config.resolve ?? {},
    // Native code stays where it is.
    ssr: { noExternal: true, external: ['@node-rs/argon2', '@node-rs/bcrypt', 'pg-native', 'pg-cloudflare'] },
    build: { ssr: join(root, 'test/instances/site-process.ts'), outDir: folder, minify: false },
  })
  return { program: join(folder, 'site-process.js'), remove }
}
