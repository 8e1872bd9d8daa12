import type { SparekeyOptions } from 'sparekey'

/** What every instance of a site is told: the same. */
export interface Orders {
  readonly database: string
  /** Where attempts are counted; null: in the database. */
  readonly redis: { readonly url: string; readonly prefix: string } | null
  /** The balancer's, which is all that browsers see. */
  readonly origin: string
  readonly secret: string
  readonly amazon: SparekeyOptions['amazon']
}
