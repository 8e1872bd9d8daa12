export { defineElements, type OutcomeEvent, type SparekeyElement } from './components/elements.js'
