import type { Line } from './summary.js'

const colours = ['#8a8f98', '#d97706', '#4f6bb0', '#5b8c5a']
const [left, barHeight, gap, width] = [170, 18, 14, 860]

/** CPU per sign-in as an SVG of bars: one group for each kind of customer and each number at once. */
export function renderChart(lines: readonly Line[]): string {
  const names = [...new Set(lines.map(({ name }) => name))]
  const most = Math.max(...lines.map(({ cpuMicroseconds }) => cpuMicroseconds))
  const scale = (width - left - 240) / most
  const [reference = ''] = names
  let y = 44
  let group = ''
  const bars = lines.map((line) => {
    const name = `${line.customers}, ${line.atOnce} at once`
    const isNew = name !== group
    if (isNew && group !== '') y += gap
    group = name
    const bar = renderBar(line, {
      y,
      scale,
      label: isNew ? name : '',
      colour: colours[names.indexOf(line.name) % colours.length] ?? '',
      reference,
    })
    y += barHeight
    return bar
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 16}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="12" y="24" font-size="15" font-weight="bold">CPU of the site per sign-in (less is better)</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n')
}

interface Place {
  readonly y: number
  readonly scale: number
  readonly label: string
  readonly colour: string
  readonly reference: string
}

function renderBar({ name, cpuMicroseconds, cpuByReference }: Line, place: Place): string {
  const { y, scale, label, colour, reference } = place
  const length = Math.max(1, Math.round(cpuMicroseconds * scale))
  const text = `${name}: ${Math.round(cpuMicroseconds)} µs (${cpuByReference.toFixed(2)} × ${reference})`
  return [
    `<text x="12" y="${y + 13}">${label}</text>`,
    `<rect x="${left}" y="${y + 2}" width="${length}" height="${barHeight - 4}" fill="${colour}"/>`,
    `<text x="${left + length + 6}" y="${y + 13}">${text}</text>`,
  ].join('')
}
