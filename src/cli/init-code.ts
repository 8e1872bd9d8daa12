import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PlannedFile } from './init-files.js'
import { type CodeFile, renderMount } from './init-mount.js'
import { driverCode, type Setup } from './init-next-steps.js'
import type { Orm, Project } from './init-project.js'
import { renderSessions } from './init-sessions.js'

/** What the site's code is written from. */
export interface CodeOrder extends Setup {
  readonly project: Project
  readonly basePath: string
  readonly folder: string
  /** How the site itself writes ids. */
  readonly ids: 'numbers' | 'text'
}

/** The instance, the sessions and the mount; beside them a host over the site's models, where an ORM has them. */
export function renderSite(order: CodeOrder): CodeFile[] {
  const { project, ids } = order
  const { language } = project
  return [
    { path: `sparekey/sessions.${language}`, text: renderSessions(project, ids) },
    { path: `sparekey/instance.${language}`, text: renderInstance(order) },
    renderMount(order),
    ...(project.orm === null || language === 'js' ? [] : readHost(project.orm)),
  ]
}

/** Only files that are not there yet: from the first day on they are the site's own. */
export function planCode(order: CodeOrder): PlannedFile[] {
  return renderSite(order).flatMap(({ path: name, text }) => {
    const path = join(order.folder, name)
    if (existsSync(path)) return []
    const write = (): void => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    return { path, change: 'new' as const, write }
  })
}

const bundled = ['next', 'react-router', 'sveltekit']

function renderInstance({ project, configFile, ...setup }: CodeOrder): string {
  const [load, open] = driverCode(setup, project.packages)
  // What a bundler reads is named without an ending, what Node reads with that of the file it will be.
  const ending = bundled.some((one) => one === project.framework) ? '' : '.js'
  return `import { readFileSync } from 'node:fs'
${load}
import { createSparekey } from 'sparekey'
import { sqlHost } from 'sparekey/sql'
import { sessions } from './sessions${ending}'

const config = JSON.parse(readFileSync('${configFile}', 'utf8'))
${open}

/** Login with Amazon for this site. */
export const sparekey = createSparekey({
  baseUrl: config.baseUrl ?? process.env['BASE_URL'],
  basePath: config.basePath ?? '/auth/amazon',
  secret: process.env['SPAREKEY_SECRET'] ?? '',
  amazon: {
    ...config.amazon,
    clientId: process.env['AMAZON_CLIENT_ID'] ?? '',
    clientSecret: process.env['AMAZON_CLIENT_SECRET'] ?? '',
  },
  host: sqlHost({ database, ...config.host }),
  sessions,
})
`
}

/** The host of the ORM's page, which is run by the tests of the package. */
function readHost(orm: Orm): CodeFile[] {
  const page = readFileSync(new URL(`../../docs/orms/${orm}.md`, import.meta.url), 'utf8')
  return [...page.matchAll(/```ts\n\/\/ (\S+\.ts)\n([^]*?)```/g)].map(([, name = '', code = '']) => ({
    path: `sparekey/${name}`,
    text: code.replace('./generated/client.js', '@prisma/client'),
  }))
}
