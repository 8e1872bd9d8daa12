import { startDatabase } from './database.js'
import { startExample } from './example.js'
import { examples } from './examples.js'

const [, , name] = process.argv
const example = examples.find((candidate) => candidate.name === name)
if (example === undefined) {
  console.error(`Name one of: ${examples.map((known) => known.name).join(', ')}`)
  process.exit(1)
}
// Your own server when you name one; else one that is gone afterwards.
const given = process.env['DATABASE_URL']
const database = given === undefined ? await startDatabase(example) : null
const running = await startExample(example, { port: 3000, databaseUrl: given ?? database?.url ?? '' })
console.log(`${example.name} runs at ${running.url}${example.signInPage}. Ctrl+C ends it.`)
process.once('SIGINT', () => void running.close().then(() => database?.close()))
