/** What a JSON value has to look like; `problems` names each place where it does not. */
export interface Shape {
  problems(value: unknown, place: string): string[]
}

export const text: Shape = {
  problems: (value, place) =>
    typeof value === 'string' && value !== '' ? [] : [`${place} must be a text that is not empty.`],
}

export const count: Shape = {
  problems: (value, place) =>
    Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [`${place} must be a whole number.`],
}

/** A value that a column can hold and JSON can write. */
export const plainValue: Shape = {
  problems: (value, place) =>
    value === null || ['string', 'number', 'boolean'].includes(typeof value)
      ? []
      : [`${place} must be a text, a number, true, false or null.`],
}

/** A text, or something that says more. */
export function textOr(shape: Shape): Shape {
  return { problems: (value, place) => (typeof value === 'string' ? text : shape).problems(value, place) }
}

/** One of these, or several. */
export function oneOrMore(shape: Shape): Shape {
  return {
    problems: (value, place) =>
      Array.isArray(value)
        ? value.flatMap((held, index) => shape.problems(held, `${place}[${index}]`))
        : shape.problems(value, place),
  }
}

/** Anything: what it may be is told by whoever uses it. */
export const anything: Shape = { problems: () => [] }

export function oneOf(...choices: readonly string[]): Shape {
  return {
    problems: (value, place) =>
      choices.some((choice) => choice === value)
        ? []
        : [`${place} must be ${choices.map(quote).join(' or ')}.`],
  }
}

/** An object under names of the site's own. */
export function recordOf(shape: Shape): Shape {
  return {
    problems: (value, place) =>
      isRecord(value)
        ? Object.entries(value).flatMap(([name, held]) => shape.problems(held, `${place}.${name}`))
        : [`${place} must be an object in { }.`],
  }
}

/** An object with these names and no others; `required` must be there. */
export function objectOf(members: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return {
    problems: (value, place) => {
      if (!isRecord(value)) return [`${place === '' ? 'The whole file' : place} must be an object in { }.`]
      const missing = required.filter((name) => !(name in value))
      return [
        ...missing.map((name) => `${memberOf(place, name)} is missing.`),
        ...Object.entries(value).flatMap(([name, held]) => memberProblems(members, { place, name, held })),
      ]
    },
  }
}

/** The first shape whose marking member is there. */
export function eitherOf(choices: Readonly<Record<string, Shape>>): Shape {
  return {
    problems: (value, place) => {
      const names = Object.keys(choices)
      if (!isRecord(value)) return [`${place} must be an object with ${names.map(quote).join(' or ')}.`]
      const chosen = names.filter((name) => name in value)
      const shape = choices[chosen[0] ?? '']
      if (shape === undefined || chosen.length > 1) {
        return [`${place} must name exactly one of ${names.map(quote).join(', ')}.`]
      }
      return shape.problems(value, place)
    },
  }
}

interface Member {
  readonly place: string
  readonly name: string
  readonly held: unknown
}

function memberProblems(members: Readonly<Record<string, Shape>>, { place, name, held }: Member): string[] {
  const shape = Object.hasOwn(members, name) ? members[name] : undefined
  if (shape !== undefined) return shape.problems(held, memberOf(place, name))
  const near = Object.keys(members).find((known) => known.toLowerCase() === name.toLowerCase())
  const hint = near === undefined ? `Known are ${Object.keys(members).join(', ')}.` : `Is ${near} meant?`
  return [`${memberOf(place, name)} is not known. ${hint}`]
}

function memberOf(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quote(word: string): string {
  return `"${word}"`
}
