import type { ColumnKind } from './inspect-catalog.js'

/** What a column can be to an account. */
export const parts = [
  'email',
  'passwordHash',
  'salt',
  'username',
  'name',
  'firstName',
  'lastName',
  'postalCode',
  'emailVerified',
  'enabled',
  'disabled',
  'status',
] as const

export type Part = (typeof parts)[number]

interface Vocabulary {
  /** Names, without spelling, that mean nothing else. */
  readonly sure: readonly string[]
  /** Names that nearly always mean it. */
  readonly likely: readonly string[]
  /** Names in which it may hide. */
  readonly guess?: RegExp
  readonly kinds: readonly ColumnKind[]
}

const text: readonly ColumnKind[] = ['text']
const marks: readonly ColumnKind[] = ['boolean', 'integer', 'number', 'time', 'text']

/** How schemas call things. A new habit is a new word here. */
export const vocabulary: Readonly<Record<Part, Vocabulary>> = {
  email: {
    sure: list('email emailaddress emailaddr mail mailaddress emailid'),
    likely: list('useremail loginemail primaryemail emailprimary accountemail emailadress correo courriel'),
    guess: /e?mail/,
    kinds: text,
  },
  passwordHash: {
    sure: list(
      'passwordhash hashedpassword encryptedpassword cryptedpassword passworddigest passwdhash pwdhash pwhash passhash hashpassword hashedpwd',
    ),
    likely: list('password passwd pass pwd pw userpassword passwort motdepasse contrasena secret'),
    guess: /passw|pwd/,
    kinds: text,
  },
  salt: {
    sure: list('salt passwordsalt pwdsalt passwdsalt passsalt pwsalt saltvalue hashsalt'),
    likely: [],
    kinds: text,
  },
  username: {
    sure: list('username login loginname userlogin screenname handle'),
    likely: list('nickname nick accountname loginid logonname usrname uname'),
    kinds: text,
  },
  name: {
    sure: list('fullname displayname name realname fullnm'),
    likely: list('nm completename personname contactname'),
    kinds: text,
  },
  firstName: {
    sure: list('firstname givenname forename firstnm'),
    likely: list('fname first vorname'),
    kinds: text,
  },
  lastName: {
    sure: list('lastname surname familyname lastnm'),
    likely: list('lname last nachname'),
    kinds: text,
  },
  postalCode: {
    sure: list('postalcode postcode zipcode zip'),
    likely: list('plz postal zipcd'),
    kinds: text,
  },
  emailVerified: {
    sure: list(
      'emailverified emailverifiedat isemailverified emailconfirmed emailconfirmedat isemailconfirmed mailverified emailvalidated emailvalidatedat emailverifiedon emailverificationdate',
    ),
    likely: list(
      'verif verificationdate confirmed confirmedat isconfirmed verified verifiedat isverified verifiedon validated',
    ),
    kinds: marks,
  },
  enabled: {
    sure: list('active isactive enabled isenabled activeflag isactiveflag enabledflag'),
    likely: list('activated isactivated approved isapproved accountnonlocked nonlocked act actv'),
    kinds: ['boolean', 'integer', 'number', 'text'],
  },
  disabled: {
    sure: list(
      'disabled isdisabled disabledat deleted isdeleted deletedat deletedon banned isbanned bannedat blocked isblocked blockedat block suspended issuspended suspendedat deactivated deactivatedat isdeactivated closedat archivedat',
    ),
    likely: list(
      'locked islocked lockedat inactive isinactive frozen removedat deactivatedon disabledflag deletedflag',
    ),
    kinds: marks,
  },
  status: {
    sure: [],
    likely: list('status state accountstatus userstatus statuscode statuscd'),
    kinds: marks,
  },
}

/** A name with one of these is about something beside it: `reset_password_token`, `unconfirmed_email`, `password_changed_at`. */
export const beside = new Set(
  list(
    'token reset unconfirmed pending new old previous recovery backup secondary alternate changed change expires expiry expired at hint question history temp temporary attempts count otp sent normalized canonical lower notification notifications opt optin newsletter subscribed preferences provider key version algorithm algo format type required frequency digest md5 url confirmation confirm bounced marketing invoice billing shipping support reply from to cc bcc',
  ),
)

/** A time that lies ahead while it lasts: set does not mean disabled. */
export const passing =
  /(?:lockoutend|lockeduntil|suspendedtill|suspendeduntil|banneduntil|bannedtill|lockexpires|banexpires|blockeduntil)/

/** Words of a status column for an account that nobody signs in to. */
export const closedStatus = new Set(
  list(
    'disabled inactive deleted banned blocked suspended closed locked deactivated archived removed terminated',
  ),
)

/** Words of a status column for an account in use. */
export const openStatus = new Set(list('active enabled normal ok open approved verified confirmed'))

/** Tables of people who sign in. */
export const accountWords = new Set(
  list('user customer account member person client login patron shopper buyer'),
)

/** Tables of the people who run the site. */
export const staffWords = new Set(
  list('admin administrator staff employee operator moderator backoffice agent'),
)

/** Tables that hold an address or a secret, and no account. */
export const otherWords = new Set(
  list(
    'newsletter subscription order invoice payment session token audit log history oauth identity provider reset invitation invite notification message contact lead backup archive old tmp temp staging role group permission privilege setting preference meta usermeta address favorite favourite wishlist cart basket review comment post ticket job queue migration event activity verification webhook api device attempt mailing campaign feedback inquiry request link authorization social federated claim ban blacklist whitelist blocklist suppression bounce outbox import export map mapping relationship friend follower follow subscriber',
  ),
)

/** Tables that hold one thing of an account: its addresses, its secret. */
export const partWords = new Set(
  list(
    'email emailaddress mail credential password passwd login auth authentication secret account contact identity profile detail data security cred pwd key',
  ),
)

function list(words: string): readonly string[] {
  return words.split(' ')
}
