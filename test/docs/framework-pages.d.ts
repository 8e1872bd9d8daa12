// What the code blocks of docs/frameworks/ take as given: the application around them.
import type { AmazonOptions, Sessions } from 'sparekey'

declare global {
  const baseUrl: string
  const secret: string
  const amazon: AmazonOptions
  const sessions: Sessions
  const sessionSecret: string
  class AccountsModule {}
  function signToken(id: string): string
  function readToken(token: string | undefined): { userId: string | null }
  function isSecondFactorDue(id: string): Promise<boolean>
}
