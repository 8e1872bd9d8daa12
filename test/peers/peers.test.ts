import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { renderPeers } from '../../scripts/peers.mjs'
import { startShopEmulator } from '../emulator/shop.js'
import { type Attack, attacks, type Seen } from './attacks.js'
import { amazonCustomers } from './peer.js'
import { type SetUp, setUps } from './set-ups.js'

async function play(attack: Attack, { start }: SetUp): Promise<Seen> {
  const emulator = await startShopEmulator({ customers: amazonCustomers })
  onTestFinished(() => emulator.close())
  const { site, close } = await start(emulator)
  onTestFinished(close)
  return attacks[attack](site)
}

const attackNames = Object.keys(attacks).filter((name): name is Attack => name in attacks)

describe.each(setUps)('$name', (setUp) => {
  const playable = attackNames.filter((attack) => setUp.seen[attack] !== null)

  it.each(playable)('%s ends as the table says', async (attack) => {
    expect(await play(attack, setUp)).toEqual(setUp.seen[attack])
  })
})

describe('docs/security/peers.md', () => {
  it('is what `npx tsx scripts/peers.mts` writes', () => {
    const page = readFileSync(new URL('../../docs/security/peers.md', import.meta.url), 'utf8')
    expect(page).toBe(renderPeers())
  })
})
