// What Playwright runs before all journeys: it asks for a default export.
export { setup as default } from './command.js'
