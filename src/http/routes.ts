import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { type Guard, json, sameOrigin, sameOriginOrProgram } from './guards.js'
import { handleCallback } from './handle-callback.js'
import { handleConnections, handleUnlink } from './handle-connections.js'
import { handleDevice, handleDevicePage, handleDevicePoll } from './handle-device.js'
import { handleDecline, handleLink, handleLinkMail, handleLinkPage } from './handle-link.js'
import { handleOpenApi } from './handle-openapi.js'
import { handleProblem } from './handle-problem.js'
import { handlePending, handleRegister, handleRegisterPage } from './handle-register.js'
import { handleSession } from './handle-session.js'
import { handleSetPassword } from './handle-set-password.js'
import { handleStart, handleStartForm } from './handle-start.js'
import { handleToken } from './handle-token.js'
import { handleUndo, handleUndoPage } from './handle-undo.js'

export interface Route {
  readonly method: 'GET' | 'POST'
  /** Below the base path; matched exactly, so that no cache can be told a page is a style sheet. */
  readonly path: string
  readonly guards: readonly Guard[]
  readonly handle: (exchange: Exchange) => Reply | Promise<Reply>
}

/** Every path, method and guard. GET never changes anything but `/callback`, which uses up its own transaction. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/start', guards: [], handle: handleStart },
  { method: 'POST', path: '/start', guards: [sameOrigin], handle: handleStartForm },
  { method: 'GET', path: '/callback', guards: [], handle: handleCallback },
  { method: 'GET', path: '/link', guards: [], handle: handleLinkPage },
  { method: 'POST', path: '/link', guards: [sameOrigin], handle: handleLink },
  { method: 'POST', path: '/link/mail', guards: [sameOrigin], handle: handleLinkMail },
  { method: 'POST', path: '/link/decline', guards: [sameOrigin], handle: handleDecline },
  { method: 'GET', path: '/register', guards: [], handle: handleRegisterPage },
  { method: 'POST', path: '/register', guards: [sameOrigin], handle: handleRegister },
  { method: 'GET', path: '/device', guards: [], handle: handleDevicePage },
  { method: 'POST', path: '/device', guards: [sameOriginOrProgram], handle: handleDevice },
  { method: 'POST', path: '/device/poll', guards: [sameOriginOrProgram], handle: handleDevicePoll },
  { method: 'POST', path: '/token', guards: [sameOriginOrProgram], handle: handleToken },
  { method: 'POST', path: '/session', guards: [json], handle: handleSession },
  { method: 'GET', path: '/connections', guards: [], handle: handleConnections },
  { method: 'POST', path: '/connections/unlink', guards: [sameOrigin], handle: handleUnlink },
  { method: 'POST', path: '/connections/password', guards: [sameOrigin], handle: handleSetPassword },
  { method: 'GET', path: '/undo', guards: [], handle: handleUndoPage },
  { method: 'POST', path: '/undo', guards: [sameOrigin], handle: handleUndo },
  { method: 'GET', path: '/pending', guards: [], handle: handlePending },
  { method: 'GET', path: '/problem', guards: [], handle: handleProblem },
  { method: 'GET', path: '/openapi.json', guards: [], handle: handleOpenApi(() => routes) },
]
