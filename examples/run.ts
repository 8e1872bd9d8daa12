import { startExample } from './example.js'
import { examples } from './examples.js'

const [, , name] = process.argv
const example = examples.find((candidate) => candidate.name === name)
if (example === undefined) {
  console.error(`Name one of: ${examples.map((known) => known.name).join(', ')}`)
  process.exit(1)
}
const running = await startExample(example, 3000)
console.log(`${example.name} runs at ${running.url}${example.signInPage}. Ctrl+C ends it.`)
process.once('SIGINT', () => void running.close())
