import { confirm, isCancel, log, select, text } from '@clack/prompts'
import type { Candidate, Inspection, InspectionChoices, Question } from '../sql.js'
import { readScheme } from './init-arguments.js'
import { UsageError } from './usage-error.js'

const none = '(none)'
const other = '(another)'

/** Asks the next thing that keeps the mapping from being used; null when there is nothing to ask. */
export async function askNext(
  { candidates, passedOver }: Inspection,
  choices: InspectionChoices,
): Promise<InspectionChoices | null> {
  const [best] = candidates
  if (best === undefined || (best.confidence === 'guess' && choices.table === undefined)) {
    const tables = [...candidates, ...passedOver].map(({ table }) => table)
    return { ...choices, table: await choose('Which table holds the accounts?', tables) }
  }
  const needed = best.questions.find(({ weight }) => weight === 'needed')
  return needed === undefined ? null : ask(needed, best, choices)
}

type Ask = (question: Question, best: Candidate) => Promise<InspectionChoices>

/** How each kind of question is asked, and what the answer means. */
const asks: Readonly<Record<string, Ask>> = {
  email: async ({ question }, best) => ({ columns: { email: await chooseColumn(question, best, 'email') } }),
  passwordHash: async ({ question }, best) => ({
    columns: { passwordHash: await chooseColumn(question, best, 'passwordHash') },
  }),
  username: async ({ question }, best) => ({
    columns: { username: await chooseColumn(question, best, 'username') },
  }),
  disabled: async ({ question, flag }) => ({ columns: disabledColumns(await askValues(question, flag)) }),
  defaults: async ({ question, flag }) => {
    const [, column = ''] = /--defaults ([^=]+)=/.exec(flag) ?? []
    return { defaults: { [column]: await write(question) } }
  },
  passwordScheme: async ({ question }) => ({ passwordScheme: readScheme(await choose(question, schemes)) }),
}

const schemes = ['sha256', 'sha512', 'sha1', 'md5'].flatMap((digest) => [
  `${digest}(salt+password)`,
  `${digest}(password+salt)`,
])

async function ask(
  question: Question,
  best: Candidate,
  choices: InspectionChoices,
): Promise<InspectionChoices> {
  const how = asks[question.about]
  if (how === undefined) throw new UsageError(question.question, question.flag)
  const answer = await how(question, best)
  return {
    ...choices,
    ...answer,
    columns: { ...choices.columns, ...answer.columns },
    defaults: { ...choices.defaults, ...answer.defaults },
  }
}

async function chooseColumn(
  question: string,
  { findings }: Candidate,
  part: 'email' | 'passwordHash' | 'username',
): Promise<string | null> {
  const found = findings[part]
  const columns = found === undefined ? [] : [found.column, ...found.alternatives]
  const chosen = await choose(question, [...columns, none])
  return chosen === none ? null : chosen
}

async function askValues(question: string, flag: string): Promise<string | null> {
  const [, column = ''] = /--disabled ([^=\s]+)/.exec(flag) ?? []
  const values = await write(`${question} Write them with commas between, or nothing for none.`, '')
  return values.trim() === '' ? null : `${column}=${values.trim()}`
}

function disabledColumns(disabled: string | null): NonNullable<InspectionChoices['columns']> {
  return { enabled: null, status: null, disabled }
}

async function choose(message: string, options: readonly string[]): Promise<string> {
  const all = [...options, other]
  const chosen = await select({ message, options: all.map((value) => ({ value, label: value })) })
  if (isCancel(chosen)) throw stopped()
  return chosen === other ? write('Its name:') : chosen
}

async function write(message: string, initialValue?: string): Promise<string> {
  const written = await text({ message, ...(initialValue === undefined ? {} : { initialValue }) })
  if (isCancel(written)) throw stopped()
  return written
}

/** Offers the column that seems to hold Amazon's ids already. */
export async function askLinks(
  { linkColumn }: Candidate,
  choices: InspectionChoices,
): Promise<InspectionChoices> {
  if (linkColumn === null || choices.links !== undefined) return choices
  const { column, reasons, warnings } = linkColumn
  for (const warning of warnings) log.warn(warning)
  const chosen = await select({
    message: `${reasons.join('; ')}. Where are links kept?`,
    options: [
      { value: 'table', label: 'in a table of their own, amazon_links' },
      { value: 'column', label: `in ${column}` },
    ],
  })
  if (isCancel(chosen)) throw stopped()
  return { ...choices, links: chosen === 'table' ? { table: 'amazon_links' } : { column } }
}

/** Shows what is about to be written, and asks. */
export async function askToWrite(shown: string, files: readonly string[]): Promise<void> {
  log.message(shown)
  const agreed = await confirm({ message: `Write ${files.join(', ')}?` })
  if (isCancel(agreed) || !agreed) throw stopped()
}

function stopped(): UsageError {
  return new UsageError('Stopped: nothing was written.', 'Run it again with: sparekey init')
}
