import { describe, expect, it } from 'vitest'
import { parseEmail } from '../../src/amazon/email.js'

describe('parseEmail', () => {
  it.each([
    'v@ex.test',
    'V.Ictim+books@Mail.Ex.test',
    'v%@ex.test',
    'v_ctim@ex.test',
    "o'hara@ex.test",
    'a/b=c?d@ex.test',
    'müller@münchen.test',
    'mu\u0308ller@ex.test',
    'v@xn--mnchen-3ya.test',
    '用户@例子.广告',
    '__proto__@ex.test',
    `${'a'.repeat(64)}@ex.test`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.abc.test`,
  ])('keeps %s as it is', (address) => expect(parseEmail(address)).toBe(address))

  it.each([
    ['', 'nothing'],
    ['null', 'no address'],
    ['v', 'no at sign'],
    ['v.test', 'no at sign'],
    ['@ex.test', 'no local part'],
    ['v@', 'no domain'],
    ['v@ex', 'a domain of one label'],
    ['v@@ex.test', 'two at signs'],
    ['a@x.test, b@y.test', 'two addresses'],
    ['a@x.test,b@y.test', 'two addresses'],
    ['a@x.test;b@y.test', 'two addresses'],
    ['"v@ex.test"@m.test', 'a quoted local part'],
    ['"v"@ex.test', 'a quoted local part'],
    ['v@m.test@ex.test', 'two at signs'],
    ['<v@ex.test>', 'angle brackets'],
    ['V <v@ex.test>', 'a display name'],
    ['v(comment)@ex.test', 'a comment'],
    ['v@ex.test(comment)', 'a comment'],
    [' v@ex.test', 'a leading space'],
    ['v@ex.test ', 'a trailing space'],
    ['v @ex.test', 'a space'],
    ['v\u00a0@ex.test', 'a hard space'],
    ['v@ex.test\r\nbcc: m@m.test', 'a line break'],
    ['v\u0000@ex.test', 'a control character'],
    ['v\u200b@ex.test', 'an invisible character'],
    ['v\u202e@ex.test', 'a bidirectional control'],
    ['v\ud800@ex.test', 'half a character'],
    ['v@[127.0.0.1]', 'an address literal'],
    ['v@127.0.0.1', 'an address for a domain'],
    ['v@ex.test.', 'a trailing dot'],
    ['v@.ex.test', 'an empty label'],
    ['v@ex..test', 'an empty label'],
    ['.v@ex.test', 'a leading dot'],
    ['v.@ex.test', 'a dot before the at sign'],
    ['v..i@ex.test', 'two dots'],
    ['v@-ex.test', 'a leading hyphen'],
    ['v@ex-.test', 'a trailing hyphen'],
    ['v@e_x.test', 'an underscore in the domain'],
    ['v@ex/../.test', 'a path in the domain'],
    ['v\\@ex.test', 'a backslash'],
    ['v＠ex.test', 'a full-width at sign'],
    ['v﹫ex.test', 'a small at sign'],
    ['a@m.test＠ex.test', 'a second at sign in disguise'],
    ['v@ex．test', 'a full-width dot'],
    ['v@ex。test', 'an ideographic dot'],
    ['o\ufb03ce@ex.test', 'a ligature'],
    ['\uff56@ex.test', 'a full-width letter'],
    ['\u212aim@ex.test', 'a Kelvin sign'],
    ['\u017fam@ex.test', 'a long s'],
    ['v\u0131ctim@ex.test', 'a dotless i'],
    ['v\u0130ctim@ex.test', 'a dotted capital I'],
    ['v@g\u0131t.test', 'a dotless i in the domain'],
    ['v\u037e@ex.test', 'a question mark that becomes a semicolon'],
    [`${'a'.repeat(65)}@ex.test`, 'a local part of 65 characters'],
    [`v@${'a.'.repeat(125)}test`, '256 characters'],
  ])('does not take %j for an address: %s', (address) => expect(parseEmail(address)).toBeNull())

  it('answers at once, whatever the text', () => {
    const startedAt = performance.now()
    for (const piece of ['a', 'a.', '.', '@', 'a@', '-', 'a-', '1.', 'ü', 'ü.'])
      parseEmail(`a@${piece.repeat(125)}!`)
    for (const piece of ['a', 'a.', 'ü', 'ü-']) parseEmail(piece.repeat(127))
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})
