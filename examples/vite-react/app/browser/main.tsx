import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { SparekeyPrompt } from 'sparekey/client/react'
import { Account } from './account.js'
import { SignIn } from './sign-in.js'
import { SignUp } from './sign-up.js'

function App() {
  switch (location.pathname) {
    case '/sign-in':
      return <SignIn />
    case '/connect':
      return <SparekeyPrompt siteName="Field Notes" returnTo="/account" />
    case '/sign-up':
      return <SignUp />
    default:
      return <Account />
  }
}

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <header>
        <a href="/">Field Notes</a>
      </header>
      <App />
    </StrictMode>,
  )
}
