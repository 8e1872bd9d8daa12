import type { FailureCode, RefusalReason } from '../../linking/reasons.js'

/** What happened and what to do next. Shown as a page of its own or beside the form it belongs to. */
export interface ProblemText {
  readonly title: string
  readonly happened: string
  /** Empty where the page itself shows the way on. */
  readonly next: string
}

/** What a mail says. `when` is written in the language of the mail, in UTC. */
export interface MailDetails {
  readonly siteName: string
  readonly when: Date
  /** Network address it was done from; null where it is not known. */
  readonly place: string | null
  /** Where the person sees and removes the link. */
  readonly settingsUrl: string
  /** "This was not me": takes the change back. Null where there is nothing to take back. */
  readonly undoUrl: string | null
}

/** A mail that somebody waits for, to type its code. */
export interface CodeMailDetails {
  readonly siteName: string
  readonly code: string
  /** Until when, already in words of the language. */
  readonly until: string
  /** Opens the page with the code filled in, in the browser that asked for it. */
  readonly url: string
}

interface CodeMailText {
  readonly subject: (details: CodeMailDetails) => string
  readonly body: (details: CodeMailDetails) => string
}

interface MailText {
  readonly subject: (details: MailDetails) => string
  readonly body: (details: MailDetails) => string
}

/** Sentences that several pages share. */
interface CommonMessages {
  /** Starts the document title after an error, with the space that follows. */
  readonly problemPrefix: string
  readonly problemHeading: string
  readonly amazonAccount: string
  readonly accountAt: (site: string) => string
  readonly noName: string
  readonly email: string
  readonly password: string
  readonly passwordFor: (site: string) => string
  readonly passwordStaysHere: (site: string) => string
  readonly forgotPassword: string
  readonly useAnotherAmazonAccount: string
  readonly useAnotherAmazonAccountHelp: string
  readonly otherWays: string
  readonly tryAgainIn: (duration: string) => string
  /** Stands between two sentences: nothing where the language writes none. */
  readonly betweenSentences: ' ' | ''
}

interface LinkMessages {
  readonly title: string
  readonly askTitle: string
  readonly located: (site: string) => string
  readonly ask: (site: string) => string
  readonly askMismatch: string
  readonly why: string
  readonly submit: string
  readonly signInPage: (site: string) => string
  readonly signInPageHelp: string
  readonly notMine: string
  readonly notMineHelp: string
  readonly newAccount: string
  /** Where nobody is told whether there is an account. */
  readonly neutral: (site: string) => string
  readonly mail: string
  readonly mailHelp: string
  readonly mailSent: string
  readonly mailAgain: string
  readonly code: string
  readonly codeHelp: string
  readonly codeSubmit: string
}

interface RegisterMessages {
  readonly title: string
  readonly intro: (site: string) => string
  readonly submit: string
  readonly haveAccount: string
  readonly optional: string
  readonly name: string
  readonly username: string
  readonly postalCode: string
  readonly choose: string
  readonly fieldProblems: Record<'required' | 'taken' | 'invalid' | 'incomplete', string>
  /** Stands between a field's name and what is wrong with it, with the space that belongs to it. */
  readonly colon: string
  readonly codeSent: (address: string) => string
  readonly codeAgain: string
}

interface ConfirmMessages {
  readonly linkTitle: string
  readonly linkIntro: (site: string) => string
  readonly linkEffect: (site: string) => string
  readonly linkMine: string
  readonly linkSubmit: string
  readonly linkDecline: string
  readonly switchTitle: string
  readonly switchIntro: (site: string) => string
  readonly switchEffect: string
  readonly switchSubmit: string
  readonly switchDecline: string
  readonly signedInHere: (site: string) => string
  readonly askPassword: string
}

interface ConnectionsMessages {
  readonly title: string
  readonly intro: (site: string) => string
  readonly linkedAt: string
  readonly lastUsedAt: string
  readonly notKnown: string
  readonly remove: string
  readonly removeHelp: (site: string) => string
  readonly empty: string
  readonly emptyHelp: (site: string) => string
  readonly signOut: (site: string) => string
  readonly notices: Record<'linked' | 'unlinked' | 'password-set', string>
  /** An address follows. */
  readonly otherEmail: string
  readonly changeEmail: string
  readonly setPassword: string
  readonly setPasswordHelp: (site: string) => string
  readonly setPasswordSend: string
  readonly setPasswordSubmit: string
  readonly newPassword: (site: string) => string
  readonly signInAgain: string
}

/** "This was not me", from a mail. */
interface UndoMessages {
  readonly title: string
  readonly intro: (site: string) => string
  readonly effect: string
  readonly submit: string
  readonly doneTitle: string
  readonly done: (site: string) => string
}

/** The page on which somebody goes on for a device without a keyboard. */
interface DeviceMessages {
  readonly title: string
  readonly intro: (site: string) => string
  readonly code: string
  readonly codeHelp: string
  readonly warning: string
  readonly doneTitle: string
  readonly done: string
}

/** The page that holds nothing but the button, the steps on to Amazon and elsewhere, and what every problem page offers. */
interface OtherMessages {
  readonly startTitle: (site: string) => string
  readonly startIntro: (site: string) => string
  readonly continueTitle: string
  readonly continueIntro: string
  readonly continueLink: string
  readonly onwardTitle: string
  readonly onwardIntro: string
  readonly onwardLink: string
  readonly tryAgain: string
  readonly signIn: (site: string) => string
  readonly goHome: (site: string) => string
  /** With the colon of the language; the reference follows. */
  readonly reference: string
  /** Where a page of the host's own asked, and nothing came back. */
  readonly noAnswer: ProblemText
}

/** A line for the host to show beside the button. The button's own name is never translated. */
type ButtonHints = Record<'sign-in' | 'register' | 'checkout' | 'link', string>

/** What the host's password-reset page says to people who sign in with Amazon. */
interface PasswordResetNotes {
  readonly signedInWithAmazon: (site: string) => string
  readonly anyone: (site: string) => string
  /** In the host's own mails to an account that signs in with Amazon and has no password. */
  readonly inMail: (site: string) => string
}

/** Every text of the pages, mails and notes in one language. A language that lacks one does not compile. */
export interface Messages {
  readonly common: CommonMessages
  readonly link: LinkMessages
  readonly register: RegisterMessages
  readonly confirm: ConfirmMessages
  readonly connections: ConnectionsMessages
  readonly undo: UndoMessages
  readonly device: DeviceMessages
  readonly other: OtherMessages
  readonly buttonHints: ButtonHints
  readonly passwordResetNote: PasswordResetNotes
  readonly refusals: Record<RefusalReason, ProblemText>
  readonly failures: Record<FailureCode, ProblemText>
  readonly mails: Record<'linked' | 'unlinked' | 'signedUp' | 'passwordSet' | 'existing', MailText>
  readonly codeMails: Record<'proof' | 'registration' | 'setPassword', CodeMailText>
}
