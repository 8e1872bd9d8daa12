import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type BrowserContextOptions, chromium } from '@playwright/test'
import { availableLocales } from '../src/pages/messages/index.js'
import { aFrameIn, everyState } from '../test/pages/states.js'

// Pictures of every page in every state, to be looked at:
// `npx tsx scripts/screenshots.ts [--languages de,ar] [--looks narrow] [name…]`. Default: English, in every look.
const folder = '.data/screenshots'

const looks: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light', viewport: { width: 900, height: 700 } },
  dark: { colorScheme: 'dark', viewport: { width: 900, height: 700 } },
  narrow: { colorScheme: 'light', viewport: { width: 320, height: 640 } },
  forced: { forcedColors: 'active', viewport: { width: 900, height: 700 } },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { languages: { type: 'string', default: 'en' }, looks: { type: 'string' } },
})
const languages = values.languages === 'all' ? availableLocales : values.languages.split(',')
const wantedLooks = values.looks?.split(',') ?? Object.keys(looks)
const isWanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)

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
for (const look of wantedLooks) {
  const context = await browser.newContext(looks[look])
  const page = await context.newPage()
  for (const language of languages) {
    const states = [...everyState(aFrameIn(language))].filter(([name]) => isWanted(name))
    for (const [name, html] of states) {
      await page.setContent(html.replace(/<meta http-equiv="refresh"[^>]*>/, ''))
      await page.screenshot({ path: `${folder}/${name}.${language}.${look}.png`, fullPage: true })
    }
  }
  await context.close()
}
await browser.close()
console.log(`Look at ${folder}.`)
