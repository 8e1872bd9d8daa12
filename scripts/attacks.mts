// `npx tsx scripts/attacks.mts` writes docs/security/attacks.md: every attack of the catalogue with the tests that hold it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { catalogue } from '../test/attacks/catalogue.js'

const tests = new URL('../test/', import.meta.url)
const page = new URL('../docs/security/attacks.md', import.meta.url)

const titles: Readonly<Record<string, string>> = {
  'oauth-protocol': 'How the protocol is spoken',
  'csrf-session': 'Browser session, cookies, forms and frames',
  'redirect-injection': 'Return addresses and injection',
  'identity-data': 'What Amazon tells, and how addresses are compared',
  'upstream-fault': 'Amazon answers badly, slowly or not at all',
  'browser-fault': 'What people and browsers do',
  prehijack: 'The attacker is there before the owner of the mailbox',
  linking: 'Linking, and the page that asks for proof',
  'recovery-lifecycle': 'Unlinking, recovery, deletion',
  disclosure: 'What is told to whom',
  'abuse-dos': 'Guessing, flooding, exhaustion',
  race: 'Several at once',
  'infra-fault': 'Databases, keys, clocks, deployments',
  'out-of-band': 'Other channels',
}

interface NamedTest {
  readonly file: string
  /** The sentence behind the id. */
  readonly behaviour: string
}

/** The page as it should be now. */
export function renderAttacks(): string {
  const files = readTests()
  const classes = Object.entries(catalogue).map(([name, ids]) => renderClass(name, ids, files))
  const count = Object.values(catalogue).flat().length
  return `# Attacks

${count} ways into other people's accounts, or out of one's own, each with the tests that hold the door. A test begins with the
attack's name; take its guard out and it fails. Written by \`npx tsx scripts/attacks.mts\`; a test compares.

${classes.join('\n')}`
}

function renderClass(name: string, ids: readonly string[], files: ReadonlyMap<string, string>): string {
  const rows = ids.flatMap((id) => {
    const found = testsOf(id, files)
    return found.map(({ file, behaviour }, index) => {
      const first = index === 0 ? `\`${id}\`` : ''
      return `| ${first} | ${behaviour} | [${file.replace(/^.*\//, '')}](../../test/${file}) |`
    })
  })
  return `## ${titles[name] ?? name}\n\n| Attack | What holds | Test |\n|---|---|---|\n${rows.join('\n')}\n`
}

function testsOf(id: string, files: ReadonlyMap<string, string>): NamedTest[] {
  const named = new RegExp(`['"\`]((?:[\\w-]+, )*${id}(?:, [\\w-]+)*)(?:: ((?:\\\\.|(?!['"\`]\\s*,).)*))?['"\`]`, 'g')
  return [...files].flatMap(([file, text]) => {
    const found = [...text.matchAll(named)].map(([, , behaviour = '']) => ({ file, behaviour: readable(behaviour) }))
    // One row for a file with nothing to say beside the name.
    return found.filter(({ behaviour }, index) => behaviour !== '' || (index === 0 && found.length === 1))
  })
}

/** As a sentence in a table: the values of a table of cases are left out. */
function readable(name: string): string {
  return name
    .replaceAll(/\\(['"`])/g, '$1')
    .replaceAll('|', '\\|')
    .replaceAll(/%[sjdo#]|\$\{[^}]*\}/g, '…')
    .trim()
}

function readTests(): ReadonlyMap<string, string> {
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file) && !file.endsWith('catalogue.test.ts'))
    .toSorted()
  return new Map(files.map((file) => [file, readFileSync(new URL(file, tests), 'utf8')]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page, renderAttacks())
  console.log('docs/security/attacks.md is written.')
}
