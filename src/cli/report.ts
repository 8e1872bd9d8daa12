import { stripVTControlCharacters } from 'node:util'
import type { Finding } from '../sql.js'
import { UsageError } from './usage-error.js'

/** What a command has to say at its end: to people, and to programs. */
export interface Report {
  readonly text: string
  /** One JSON document, with `ok` added in front. */
  readonly json: Readonly<Record<string, unknown>>
  /** Default `done`. */
  readonly outcome?: 'done' | 'failed'
}

export type Format = 'text' | 'json'

export function printReport({ text, json, outcome = 'done' }: Report, format: Format): void {
  const document = JSON.stringify({ ok: outcome === 'done', ...json }, writable)
  print(format === 'json' ? document : text)
}

/** A failure: on standard error for people, as the one document for programs. */
export function printProblem(error: unknown, format: Format): void {
  const { problem, nextStep } = describeProblem(error)
  if (format === 'json') return print(JSON.stringify({ ok: false, problem, nextStep }))
  process.stderr.write(`${[problem, ...(nextStep === null ? [] : [nextStep])].join('\n')}\n`)
}

export function print(text: string): void {
  process.stdout.write(`${hasColors() ? text : stripVTControlCharacters(text)}\n`)
}

/** Findings, the problems last, where a terminal shows them. */
export function renderFindings(findings: readonly Finding[]): string {
  const order = ['ok', 'warning', 'problem'] as const
  return order
    .flatMap((level) => findings.filter((finding) => finding.level === level))
    .map(renderFinding)
    .join('\n')
}

const marks = {
  ok: '\u001B[32m✓\u001B[39m',
  warning: '\u001B[33m!\u001B[39m',
  problem: '\u001B[31m✗\u001B[39m',
}

function renderFinding({ level, message, fix }: Finding): string {
  const lines = [message, ...(fix === undefined ? [] : [fix])]
  return lines
    .flatMap((text) => text.split('\n'))
    .map((line, index) => (index === 0 ? `${marks[level]} ${line}` : `    ${line}`))
    .join('\n')
}

function describeProblem(error: unknown): { problem: string; nextStep: string | null } {
  if (error instanceof UsageError) return { problem: error.message, nextStep: error.nextStep }
  return { problem: error instanceof Error ? error.message : String(error), nextStep: null }
}

function hasColors(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb'
}

// An id of a 64-bit column is a bigint, which JSON does not know.
function writable(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
