import { mkdir } from 'node:fs/promises'
import { type BrowserContextOptions, chromium } from '@playwright/test'
import { aFrame, everyState } from '../test/pages/states.js'

// Pictures of every page in every state, to be looked at: `npx tsx scripts/screenshots.ts [name…]`.
const folder = '.data/screenshots'

const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light', viewport: { width: 900, height: 700 } },
  dark: { colorScheme: 'dark', viewport: { width: 900, height: 700 } },
  narrow: { colorScheme: 'light', viewport: { width: 320, height: 640 } },
  rtl: { colorScheme: 'light', viewport: { width: 900, height: 700 } },
  forced: { forcedColors: 'active', viewport: { width: 900, height: 700 } },
}

const wanted = process.argv.slice(2)
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
})
await mkdir(folder, { recursive: true })
for (const [look, options] of Object.entries(looks)) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  // The texts stay English: what is looked at is whether everything mirrors.
  const frame = look === 'rtl' ? aFrame({ direction: 'rtl' }) : aFrame()
  for (const [name, html] of everyState(frame)) {
    if (!isWanted(name)) continue
    await page.setContent(html.replace(/<meta http-equiv="refresh"[^>]*>/, ''))
    await page.screenshot({ path: `${folder}/${name}.${look}.png`, fullPage: true })
  }
  await context.close()
}
await browser.close()
console.log(`Look at ${folder}.`)
