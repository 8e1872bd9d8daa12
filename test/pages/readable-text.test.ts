import { describe, expect, it } from 'vitest'
import { formatDuration } from '../../src/pages/moments.js'
import { readableText } from '../../src/pages/readable-text.js'

describe('readableText', () => {
  it('keeps names as people write them', () => {
    for (const name of ['José Núñez', 'محمد', '山田 太郎', "O'Brien", '👩‍👩‍👧 Ada', 'शर्मा'])
      expect(readableText(name)).toBe(name)
  })

  it('takes out what could reorder or break the line', () => {
    expect(readableText('Vera\u202E\u2066\u200F Lind\u2028\u0000\nqvist ')).toBe('Vera Lind qvist')
  })

  it('cuts long text between letters', () => {
    const family = '👩‍👩‍👧'
    expect(readableText(family.repeat(119))).not.toContain('…')
    expect(readableText('é'.repeat(500))).toBe(`${'é'.repeat(119)}…`)
  })
})

describe('formatDuration', () => {
  it.each([
    [0, 'en', '1 second'],
    [59.2, 'en', '1 minute'],
    [60, 'en', '1 minute'],
    [61, 'en', '2 minutes'],
    [3600, 'en', '1 hour'],
    [90, 'de', '2 Minuten'],
  ])('writes %d seconds in %s as %s', (seconds, locale, text) => {
    expect(formatDuration(seconds, locale)).toBe(text)
  })
})
