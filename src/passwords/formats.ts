import type { PasswordFormat } from './format.js'
import { argon2 } from './formats/argon2.js'
import { aspnetIdentity } from './formats/aspnet-identity.js'
import { bcrypt } from './formats/bcrypt.js'
import { django } from './formats/django.js'
import { drupal } from './formats/drupal.js'
import { firebase } from './formats/firebase.js'
import { ldap } from './formats/ldap.js'
import { digestScheme, plain, stretchedSchemes } from './formats/named-scheme.js'
import { pbkdf2 } from './formats/pbkdf2.js'
import { phpass } from './formats/phpass.js'
import { scrypt } from './formats/scrypt.js'
import { shaCrypt } from './formats/sha-crypt.js'
import { spring } from './formats/spring.js'
import { unverifiable } from './formats/unverifiable.js'
import { werkzeug } from './formats/werkzeug.js'
import { wordpress } from './formats/wordpress.js'

/**
 * The first that knows a hash has it: those that say what they are, those that an option names, those that are never
 * checked, and at the very end plain text, so that a stolen hash of another kind is not taken for the password.
 */
export const formats: readonly PasswordFormat[] = [
  bcrypt,
  argon2,
  scrypt,
  pbkdf2,
  ...django,
  ...werkzeug,
  ...aspnetIdentity,
  ...spring,
  phpass,
  wordpress,
  drupal,
  ...shaCrypt,
  ...ldap,
  firebase,
  ...stretchedSchemes,
  digestScheme,
  ...unverifiable,
  plain,
]
