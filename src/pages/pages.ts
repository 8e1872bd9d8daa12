import { renderConfirm } from './confirm.js'
import { renderConnections } from './connections.js'
import { renderContinue } from './continue.js'
import { renderDevice } from './device.js'
import { renderLink } from './link.js'
import type {
  ConfirmPage,
  ConnectionsPage,
  ContinuePage,
  DevicePage,
  Frame,
  LinkPage,
  ProblemPage,
  RegisterPage,
  StartPage,
  UndoPage,
} from './models.js'
import { renderProblem } from './problem.js'
import { renderRegister } from './register.js'
import { renderStart } from './start.js'
import { renderUndo } from './undo.js'

/** One function per page, model and frame in, whole HTML document out. A host may replace each of them. */
export interface Pages {
  readonly link: (model: LinkPage, frame: Frame) => string
  readonly register: (model: RegisterPage, frame: Frame) => string
  readonly confirm: (model: ConfirmPage, frame: Frame) => string
  readonly connections: (model: ConnectionsPage, frame: Frame) => string
  readonly problem: (model: ProblemPage, frame: Frame) => string
  readonly start: (model: StartPage, frame: Frame) => string
  readonly undo: (model: UndoPage, frame: Frame) => string
  readonly device: (model: DevicePage, frame: Frame) => string
  readonly continue: (model: ContinuePage, frame: Frame) => string
}

export const builtInPages: Pages = {
  link: renderLink,
  register: renderRegister,
  confirm: renderConfirm,
  connections: renderConnections,
  problem: renderProblem,
  start: renderStart,
  undo: renderUndo,
  device: renderDevice,
  continue: renderContinue,
}
