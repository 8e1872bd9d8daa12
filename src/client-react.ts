'use client'
export {
  type ButtonProps,
  type PanelProps,
  SparekeyButton,
  SparekeyConnections,
  SparekeyPrompt,
  useReturn,
} from './components/react.js'
