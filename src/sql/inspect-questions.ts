import type { CatalogTable } from './inspect-catalog.js'
import { rankColumns } from './inspect-columns.js'
import type { Looked } from './inspect-findings.js'
import type { Draft } from './inspect-mapping.js'
import { primaryKey } from './inspect-parts.js'
import type { Part } from './inspect-vocabulary.js'
import type { HashFinding, InspectionChoices, LinkColumnFinding, Question } from './inspection.js'

interface Subject {
  readonly table: CatalogTable
  readonly looked: Looked
  readonly hashes: HashFinding | null
  readonly choices: InspectionChoices
  readonly draft: Draft
  readonly linkColumn: LinkColumnFinding | null
}

/** What somebody who knows the site has to say, or may want to. */
export function findQuestions(subject: Subject): Question[] {
  return [
    ...guessQuestions(subject),
    ...missingQuestions(subject),
    ...saltQuestions(subject),
    ...disabledQuestions(subject),
    ...disabledBesideQuestions(subject),
    ...requiredQuestions(subject),
    ...linkQuestions(subject),
  ]
}

const flags: Partial<Record<Part, string>> = {
  email: '--email',
  passwordHash: '--password',
  username: '--username',
}

function guessQuestions({ looked: { findings } }: Subject): Question[] {
  return Object.entries(flags).flatMap(([part, flag]): Question[] => {
    const found = Object.entries(findings).find(([name]) => name === part)?.[1]
    if (found === undefined || found.confidence !== 'guess') return []
    const others = found.alternatives.slice(0, 3)
    const instead = others.length === 0 ? '' : ` or is it ${others.join(', ')}`
    return [
      {
        about: part,
        question: `Is ${found.column} the column for the ${names[part] ?? part}${instead}? ${found.reasons.join('; ')}.`,
        flag: `${flag} ${found.column}`,
        weight: 'needed',
      },
    ]
  })
}

/** The table whose rows a table merely extends. */
function parentOf(table: CatalogTable): string | null {
  const id = primaryKey(table)
  const parent = table.references.find(({ columns }) => columns.length === 1 && columns[0] === id)
  return parent === undefined ? null : parent.toTable
}

const names: Readonly<Record<string, string>> = {
  email: 'address',
  passwordHash: 'password hash',
  username: 'username',
}

function missingQuestions({ table, looked: { findings }, choices, draft }: Subject): Question[] {
  const questions: Question[] = []
  if (findings.email === undefined && choices.columns?.email !== null) {
    questions.push({
      about: 'email',
      question: `No column of ${table.name} holds addresses. Without one nobody's account is found by Amazon's address: every new customer gets a new account, or signs in first and links then.`,
      flag: '--email <column>, or --email none',
      weight: 'needed',
    })
  }
  if (findings.passwordHash === undefined && choices.columns?.passwordHash !== null) {
    questions.push({
      about: 'passwordHash',
      question: `No column of ${table.name} holds password hashes. Without one nobody proves an account by its password.`,
      flag: '--password <column>, or --password none',
      weight: 'needed',
    })
  }
  const parent = choices.table === undefined ? parentOf(table) : null
  if (parent !== null) {
    questions.push({
      about: 'table',
      question: `Each row of ${table.name} belongs to one in ${parent}, which a new account would need first and Sparekey does not make. Where accounts are only linked, never made (registration: { page: 'closed' }), that is no matter.`,
      flag: `--table ${table.name}, or give createSparekey a host of your own (docs/host-and-sessions.md)`,
      weight: 'needed',
    })
  }
  if (draft.newId === null) {
    questions.push({
      about: 'id',
      question: `Nothing makes the id of a new account: ${table.name} has no default for it.`,
      flag: 'Give the column a default or a sequence, or accounts.newId in code',
      weight: 'needed',
    })
  }
  return questions
}

function saltQuestions({ looked: { findings }, hashes, choices }: Subject): Question[] {
  if (findings.salt === undefined || choices.passwordScheme !== undefined || hashes === null) return []
  if (Object.keys(hashes.formats).length > 0) return []
  return [
    {
      about: 'passwordScheme',
      question: `${findings.salt.column} holds a salt for each hash; how the two were put together shows only in the code of your site.`,
      flag: '--password-scheme "sha256(salt+password)", or as docs/passwords.md lists them',
      weight: 'needed',
    },
  ]
}

function disabledQuestions({ draft, choices }: Subject): Question[] {
  const isAsked = choices.columns?.disabled === undefined && choices.columns?.status === undefined
  const others = draft.disabled.some(({ mapping, confidence }) => mapping !== null && confidence !== 'guess')
  return draft.disabled
    .filter(({ confidence }) => confidence === 'guess' && isAsked)
    .map(({ column, reasons }) => ({
      about: 'disabled',
      question: `Which values of ${column} mean that nobody signs in to an account? ${reasons.join('; ')}.`,
      flag: `--disabled ${column}=<value>,<value>, or --disabled none`,
      // Where something else tells already, this one may be about something else.
      weight: others ? 'optional' : 'needed',
    }))
}

/** A mark for closed accounts that stands with the addresses or the hashes cannot be mapped, and must not be overlooked. */
function disabledBesideQuestions({ table, looked: { findings }, choices }: Subject): Question[] {
  if (choices.columns?.disabled !== undefined || choices.columns?.status !== undefined) return []
  const { email, passwordHash } = findings
  const beside = new Set([email, passwordHash].flatMap((found) => (found === undefined ? [] : [found.in])))
  beside.delete(table)
  return [...beside].flatMap((other) =>
    closingColumns(other).map((column) => ({
      about: 'disabled',
      question: `Does ${other.name}.${column} mean that nobody signs in to an account? Only columns of ${table.name} can be mapped: if it does, give sqlHost a function \`admit\` that looks there (docs/host-and-sessions.md).`,
      flag: '--disabled none, once that is done',
      weight: 'needed',
    })),
  )
}

function closingColumns(table: CatalogTable): string[] {
  const ranked = (['disabled', 'enabled', 'status'] as const).flatMap((part) => rankColumns(table, part))
  return [...new Set(ranked.filter(({ points }) => points >= clearName).map(({ column }) => column.name))]
}

const clearName = 70

function requiredQuestions({ draft, choices }: Subject): Question[] {
  return draft.required
    .filter(({ column, filling }) => filling === null && choices.defaults?.[column] === undefined)
    .map(({ column, reason }) => ({
      about: 'defaults',
      question: `What does a new account get in ${column}? It may not be empty, and ${reason}.`,
      flag: `--defaults ${column}=<value>`,
      weight: 'needed',
    }))
}

function linkQuestions({ linkColumn, choices }: Subject): Question[] {
  if (linkColumn === null || choices.links !== undefined) return []
  const { column, reasons, warnings } = linkColumn
  return [
    {
      about: 'links',
      question:
        `${reasons.join('; ')}. Keep the links there instead of in a table of their own? ${warnings.join(' ')}`.trim(),
      flag: `--links column --column ${column}`,
      weight: 'optional',
    },
  ]
}
