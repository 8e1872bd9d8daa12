import type { SiteName } from './orders.js'
import type { Line } from './summary.js'

const colours: Readonly<Record<SiteName, string>> = {
  floor: '#8a8f98',
  sparekey: '#d97706',
  passport: '#4f6bb0',
}
const [left, barHeight, gap, width] = [170, 18, 14, 860]

/** CPU per sign-in as an SVG of bars: one group for each kind of customer and each number at once. */
export function renderChart(lines: readonly Line[]): string {
  const most = Math.max(...lines.map(({ cpuMicroseconds }) => cpuMicroseconds))
  const scale = (width - left - 240) / most
  let y = 44
  let group = ''
  const bars = lines.map((line) => {
    const name = `${line.customers}, ${line.atOnce} at once`
    const isNew = name !== group
    if (isNew && group !== '') y += gap
    group = name
    const bar = renderBar(line, { y, scale, label: isNew ? name : '' })
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
}

function renderBar({ site, cpuMicroseconds, cpuByFloor }: Line, { y, scale, label }: Place): string {
  const length = Math.max(1, Math.round(cpuMicroseconds * scale))
  const text = `${site}: ${Math.round(cpuMicroseconds)} µs (${cpuByFloor.toFixed(2)} × the floor)`
  return [
    `<text x="12" y="${y + 13}">${label}</text>`,
    `<rect x="${left}" y="${y + 2}" width="${length}" height="${barHeight - 4}" fill="${colours[site]}"/>`,
    `<text x="${left + length + 6}" y="${y + 13}">${text}</text>`,
  ].join('')
}
