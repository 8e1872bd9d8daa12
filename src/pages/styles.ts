import { buttonStyles } from './button-styles.js'
import { themeDeclarations } from './theme.js'

const lightColours = `
  --sparekey-page: #f3f4f6; --sparekey-card: #ffffff; --sparekey-panel: #f6f8fa;
  --sparekey-text: #1b2430; --sparekey-muted: #4d5866; --sparekey-border: #d5dae1; --sparekey-field-border: #7b8694;
  --sparekey-accent: #1f5b8f; --sparekey-accent-text: #ffffff; --sparekey-link: #1a5487;
  --sparekey-danger: #a3211b; --sparekey-danger-panel: #fdf0ef; --sparekey-good: #19653a; --sparekey-good-panel: #eef8f1;
  --sparekey-shadow: 0 1px 2px rgb(16 24 40 / .06), 0 12px 32px rgb(16 24 40 / .08);`

const darkColours = `
  --sparekey-page: #12161c; --sparekey-card: #1b2129; --sparekey-panel: #232b35;
  --sparekey-text: #eceff3; --sparekey-muted: #b3bdc9; --sparekey-border: #38424f; --sparekey-field-border: #8592a1;
  --sparekey-accent: #8cc2f0; --sparekey-accent-text: #0b1a28; --sparekey-link: #9ccbf4;
  --sparekey-danger: #ffa39c; --sparekey-danger-panel: #3a2020; --sparekey-good: #8fdcab; --sparekey-good-panel: #1c3325;
  --sparekey-shadow: none;`

const whole = `
html { color-scheme: light dark; text-size-adjust: 100%; }
body {
  margin: 0; min-block-size: 100vh; padding: clamp(1rem, 4vw, 2rem) 1rem 3rem;
  background: var(--sparekey-page); color: var(--sparekey-text);
  font: 1rem/1.55 var(--sparekey-font); overflow-wrap: anywhere; hyphens: auto; text-autospace: normal;
}
.site { max-inline-size: 28rem; margin: 0 auto clamp(1rem, 4vw, 2rem); text-align: center; }
.site a {
  display: inline-flex; align-items: center; min-block-size: 2.75rem; padding-inline: .75rem;
  color: var(--sparekey-text); font-weight: 700; font-size: 1.125rem; text-decoration: none;
}
.site a:hover { text-decoration: underline; }
`

const basics = `
*, *::before, *::after { box-sizing: border-box; }
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
.card {
  max-inline-size: 28rem; margin: 0 auto; padding: clamp(1.25rem, 6vw, 2.25rem);
  background: var(--sparekey-card); border: 1px solid var(--sparekey-border);
  border-radius: var(--sparekey-radius); box-shadow: var(--sparekey-shadow);
}
.card > * + *, form > * + *, .stack > * + * { margin-block-start: 1.25rem; }
.stack > h2 + p { margin-block-start: .5rem; }
.actions > * + * { margin-block-start: .75rem; }
form > input[type="hidden"] + * { margin-block-start: 0; }
h1, .title { font-size: 1.375rem; line-height: 1.3; letter-spacing: -.01em; }
h1, h2, p { text-wrap: pretty; }
:lang(ja) { word-break: auto-phrase; }
:lang(ar) h1, :lang(hi) h1, :lang(ar) .title, :lang(hi) .title { letter-spacing: 0; }
h2:not(.title) { font-size: 1rem; line-height: 1.4; }
.card > h1 + p, .card > .title + p { margin-block-start: .75rem; }
ul { list-style: none; }
a { color: var(--sparekey-link); text-underline-offset: .2em; }
code { font-size: 1.0625em; user-select: all; }
.muted, .help { color: var(--sparekey-muted); font-size: .875rem; }
:focus-visible { outline: 3px solid var(--sparekey-focus); outline-offset: 2px; border-radius: .25rem; }
`

const parts = `
.identity { border: 1px solid var(--sparekey-border); border-radius: .75rem; background: var(--sparekey-panel); }
.identity > div { padding: .75rem 1rem; }
.identity > div + div { border-block-start: 1px solid var(--sparekey-border); }
.identity dt { color: var(--sparekey-muted); font-size: .8125rem; }
.identity dd { font-weight: 600; }
.identity dd + dd { font-weight: 400; }
.field label { display: block; font-weight: 600; margin-block-end: .375rem; }
.field .help { margin-block: -.125rem .5rem; }
.field input, .field select {
  display: block; inline-size: 100%; min-block-size: 2.875rem; padding: .5rem .75rem; font: inherit;
  color: var(--sparekey-text); background: var(--sparekey-card);
  border: 1px solid var(--sparekey-field-border); border-radius: .5rem;
}
.field input[readonly] { background: var(--sparekey-panel); border-color: var(--sparekey-border); text-overflow: ellipsis; }
.field [aria-invalid="true"] { border: 2px solid var(--sparekey-danger); }
.error { color: var(--sparekey-danger); font-weight: 600; font-size: .9375rem; margin-block-end: .5rem; }
.check { display: flex; gap: .75rem; align-items: flex-start; }
.check input { inline-size: 1.375rem; block-size: 1.375rem; min-block-size: 0; margin: .6875rem 0 0; flex: none; accent-color: var(--sparekey-accent); }
.check label { flex: 1; margin: 0; padding-block: .625rem; font-weight: 400; }
.primary, .secondary {
  display: flex; align-items: center; justify-content: center; inline-size: 100%; min-block-size: 3rem; padding: .625rem 1.25rem;
  border-radius: .625rem; font: inherit; font-weight: 600; line-height: 1.3; text-align: center; text-wrap: balance; text-decoration: none; cursor: pointer;
}
.primary { border: 1px solid transparent; background: var(--sparekey-accent); color: var(--sparekey-accent-text); }
.primary:hover { background: color-mix(in srgb, var(--sparekey-accent) 88%, var(--sparekey-text)); }
.secondary { border: 1px solid var(--sparekey-field-border); background: transparent; color: var(--sparekey-text); }
.secondary:hover { background: var(--sparekey-panel); }
.danger { color: var(--sparekey-danger); border-color: var(--sparekey-danger); }
.quiet {
  display: inline-flex; align-items: center; min-block-size: 2.75rem; padding: 0; border: 0; background: none; cursor: pointer;
  font: inherit; color: var(--sparekey-link); text-align: start; text-decoration: underline; text-underline-offset: .2em;
}
.card .sparekey-button, .card .sparekey-button-form { inline-size: 100%; }
.stack > p + .sparekey-button-form { margin-block-start: 1rem; }
.ways { border-block-start: 1px solid var(--sparekey-border); padding-block-start: 1rem; }
.ways li + li { margin-block-start: .5rem; }
.ways .quiet { padding-block: .375rem; line-height: 1.35; }
.ways .help { margin-block-start: -.25rem; }
.alert, .notice { padding: 1rem; border: 1px solid; border-radius: .75rem; }
.alert { background: var(--sparekey-danger-panel); border-color: var(--sparekey-danger); }
.alert h2 { color: var(--sparekey-danger); margin-block-end: .25rem; }
.alert a { display: inline-block; min-block-size: 2.75rem; padding-block: .625rem; color: var(--sparekey-danger); font-weight: 600; }
.notice { background: var(--sparekey-good-panel); border-color: var(--sparekey-good); }
`

const circumstances = `
@media (max-width: 24rem) { body { padding-inline: .5rem; } .card { padding: 1.25rem 1rem; } }
@media (prefers-reduced-motion: no-preference) { .primary, .secondary { transition: background-color .12s ease-out; } }
@media (prefers-contrast: more) { :root { --sparekey-muted: var(--sparekey-text); --sparekey-border: var(--sparekey-field-border); } }
@media (forced-colors: active) {
  .primary, .secondary { border-color: ButtonText; }
  .field [aria-invalid="true"] { border-style: dashed; }
  .primary { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
}
@media print {
  body { padding: 0; background: none; color: #000; }
  .card { border: 0; box-shadow: none; max-inline-size: none; }
  form, .ways, .sparekey-button { display: none; }
}
`

const constants = `--sparekey-font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --sparekey-radius: 1rem; --sparekey-focus: var(--sparekey-link);`

/** The one style sheet of the built-in pages. The host's theme comes last and wins in light and in dark. */
export function styleSheet(theme: Readonly<Record<string, string>>): string {
  return [
    `:root { ${constants} ${lightColours} }`,
    `@media (prefers-color-scheme: dark) { :root { ${darkColours} } }`,
    `:root { ${themeDeclarations(theme)} }`,
    whole,
    basics,
    buttonStyles,
    parts,
    circumstances,
  ].join('\n')
}

/**
 * The same look for a shadow root in somebody else's page: light or dark as that page is (`color-scheme`), and open to
 * its own `--sparekey-…` set on the element.
 */
export function componentStyleSheet(): string {
  const host = `display: block; color: var(--sparekey-text); font: 1rem/1.55 var(--sparekey-font);
    overflow-wrap: anywhere; hyphens: auto; text-align: start;`
  return [
    `:host { ${constants} ${lightColours} ${bothColours()} ${host} }`,
    ':host([hidden]) { display: none; }',
    '.title:focus-visible { outline: none; }',
    basics,
    buttonStyles,
    parts,
    circumstances.replaceAll(':root', ':host').replaceAll(/\bbody (\{[^}]*\})/g, ''),
  ].join('\n')
}

/** `light-dark(…)` for every colour; the shadow stays. */
function bothColours(): string {
  const dark = new Map(declarations(darkColours))
  const both = declarations(lightColours).filter(([, value]) => value.startsWith('#'))
  return both.map(([name, value]) => `${name}: light-dark(${value}, ${dark.get(name)});`).join(' ')
}

function declarations(text: string): [string, string][] {
  return [...text.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value])
}
