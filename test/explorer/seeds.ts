/** Where explorations begin: each a list of steps from the empty site. */
export const seeds = {
  empty: [],
  'v-local': ['V.register v', 'V.click verify 1 v'],
  'v-amazon': ['V.amazon v', 'V.ask_verify 1', 'V.click verify 1 v'],
  'v-both': ['V.register v', 'V.click verify 1 v', 'V.link_session v'],
  'v-amazon-unproven': ['V.amazon v'],
  'm-squat': ['M.register v', 'M.link_session m', 'M.ask_change 1 m'],
  // V has nothing but her mailbox, as on a site that mails sign-in links.
  'v-mailbox': ['V.register v', 'V.logout', 'V.click verify 1 v'],
} as const satisfies Record<string, readonly string[]>

export type SeedName = keyof typeof seeds

export const seedNames = Object.keys(seeds).filter((name): name is SeedName => name in seeds)
