const propertyName = /^--sparekey-[a-z][a-z0-9-]{0,40}$/
const plainCharacters = /^[\w#%.,+\-/ ()"']{1,200}$/
const functions = new Set(
  (
    'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark ' +
    'calc min max clamp var cubic-bezier'
  ).split(' '),
)

/** What is wrong with a theme, one sentence for each entry that the pages would leave out. */
export function themeProblems(theme: Readonly<Record<string, string>>): string[] {
  return Object.entries(theme).flatMap(([name, value]) => {
    if (!propertyName.test(name))
      return [`theme: ${JSON.stringify(name)} is not a property like --sparekey-accent.`]
    if (!isPlainValue(value))
      return [`theme: the value of ${name} is not a plain colour, length or font list.`]
    return []
  })
}

/** The theme as CSS declarations. Entries that could be anything but a plain value are left out. */
export function themeDeclarations(theme: Readonly<Record<string, string>>): string {
  const entries = Object.entries(theme)
  const sound = entries.filter(([name, value]) => propertyName.test(name) && isPlainValue(value))
  return sound.map(([name, value]) => `${name}: ${value};`).join(' ')
}

// A theme may come from a tenant's settings: it must not end the rule, the style element, or load anything.
function isPlainValue(value: string): boolean {
  if (!plainCharacters.test(value) || value.includes('/*')) return false
  const withoutStrings = value.replace(/"[^"']*"|'[^"']*'/g, '')
  if (/["']/.test(withoutStrings)) return false
  const called = [...withoutStrings.matchAll(/([\w-]*)\(/g)].map(([, name]) => name ?? '')
  return called.every((name) => functions.has(name.toLowerCase())) && isBalanced(withoutStrings)
}

function isBalanced(value: string): boolean {
  let depth = 0
  for (const character of value) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
