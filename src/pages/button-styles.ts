/**
 * The look of the button, for the host's own style sheet. It stands alone: no variables are needed, and
 * `--sparekey-button-…` change the size and the corners only, for the colours are part of what people recognise.
 */
export const buttonStyles = `
.sparekey-button-form { display: inline-block; margin: 0; }
.sparekey-button {
  box-sizing: border-box; display: inline-flex; align-items: center; justify-content: center; gap: .625em;
  min-block-size: 2.75rem; min-inline-size: 2.75rem; padding: .5em 1.25em;
  border: 1px solid #8a6a12; border-radius: var(--sparekey-button-radius, .5rem);
  background: #f3cd6b; color: #1a1405; box-shadow: 0 1px 2px rgb(0 0 0 / .18);
  font: 600 var(--sparekey-button-size, 1rem)/1.25 var(--sparekey-font, system-ui, sans-serif);
  text-align: center; text-decoration: none; cursor: pointer; appearance: none;
}
.sparekey-button:hover { background: #ecbf4b; color: #1a1405; }
.sparekey-button:active { background: #e2b136; box-shadow: none; }
.sparekey-button:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 3px; }
.sparekey-button__mark { inline-size: 1.25em; block-size: 1.25em; flex: none; }
.sparekey-button--image { padding: 0; border: 0; background: none; box-shadow: none; }
.sparekey-button--image:hover, .sparekey-button--image:active { background: none; }
.sparekey-button--image img { display: block; }
.sparekey-button-hint { display: block; margin-block-start: .5em; font-size: .875em; }
@media (forced-colors: active) { .sparekey-button { border-color: ButtonText; } }
@media print { .sparekey-button { box-shadow: none; } }
`
