import { describe, expect, it } from 'vitest'
import { styleSheet } from '../../src/pages/styles.js'
import { themeDeclarations, themeProblems } from '../../src/pages/theme.js'

describe('a theme', () => {
  it.each([
    '#b54708',
    'rgb(180 71 8 / .5)',
    'oklch(60% 0.15 50)',
    'light-dark(#b54708, #f7b27a)',
    'color-mix(in srgb, var(--sparekey-accent) 80%, white)',
    'calc(1rem + 2px)',
    '"Source Serif 4", Georgia, serif',
    "'Fira Sans', sans-serif",
  ])('takes %s', (value) => {
    expect(themeProblems({ '--sparekey-accent': value })).toEqual([])
    expect(styleSheet({ '--sparekey-accent': value })).toContain(`:root { --sparekey-accent: ${value}; }`)
  })

  it.each([
    'red; } body { display: none',
    'red } </style><script>',
    'url(https://evil.example/x)',
    'image-set("x" 1x)',
    'URL(x)',
    '"unclosed',
    `"one' two"`,
    'rgb(1 2 3',
    'red)',
    'red /* ',
    '\\75rl(x)',
    'expression(alert(1))',
    '@import',
    'red\n}',
    '',
    'x'.repeat(201),
  ])('leaves out %j, and says so', (value) => {
    expect(themeDeclarations({ '--sparekey-accent': value })).toBe('')
    expect(themeProblems({ '--sparekey-accent': value })).toHaveLength(1)
  })

  it.each(['--other', 'color', '--sparekey-', '--sparekey-x:red;--y', '--sparekey-A'])(
    'leaves out a property like %j',
    (name) => {
      expect(themeDeclarations({ [name]: 'red' })).toBe('')
      expect(themeProblems({ [name]: 'red' })).toHaveLength(1)
    },
  )
})
