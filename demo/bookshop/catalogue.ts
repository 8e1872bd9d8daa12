export interface Book {
  readonly slug: string
  readonly title: string
  readonly author: string
  readonly priceCents: number
  readonly pages: number
  readonly year: number
  readonly blurb: string
  readonly cover: Cover
}

/** What is drawn on the cover: a palette and a motif, both named in `views/partials/cover.ejs` and `shop.css`. */
export interface Cover {
  readonly palette: 'ink' | 'clay' | 'moss' | 'plum' | 'sand' | 'sea'
  readonly motif:
    | 'moon'
    | 'hills'
    | 'waves'
    | 'leaf'
    | 'lamp'
    | 'house'
    | 'key'
    | 'rain'
    | 'bird'
    | 'rails'
    | 'loaf'
    | 'bottle'
  /** The title, broken where the cover breaks it. */
  readonly lines: readonly string[]
}

export const BOOKS: readonly Book[] = [
  {
    slug: 'the-night-ferry',
    title: 'The Night Ferry',
    author: 'Ida Brandt',
    priceCents: 1895,
    pages: 312,
    year: 2024,
    blurb:
      'Eleven passengers, one crossing, and a cook who has heard every story twice. A novel that happens between nine in the evening and six in the morning, and is best read in the same hours.',
    cover: { palette: 'ink', motif: 'moon', lines: ['The Night', 'Ferry'] },
  },
  {
    slug: 'small-weather',
    title: 'Small Weather',
    author: 'Tomás Quell',
    priceCents: 1450,
    pages: 96,
    year: 2023,
    blurb:
      'Forty poems about drizzle, draughts and the light in kitchens. Short enough for a bus ride, patient enough for a winter.',
    cover: { palette: 'sea', motif: 'rain', lines: ['Small', 'Weather'] },
  },
  {
    slug: 'a-house-with-nine-doors',
    title: 'A House with Nine Doors',
    author: 'Mirel Osei',
    priceCents: 2100,
    pages: 428,
    year: 2025,
    blurb:
      'When Aunt Pell leaves her house to nine relatives, each receives one key and nobody knows to which door. A family comedy with a floor plan.',
    cover: { palette: 'clay', motif: 'house', lines: ['A House', 'with Nine', 'Doors'] },
  },
  {
    slug: 'the-gardeners-arithmetic',
    title: 'The Gardener’s Arithmetic',
    author: 'Hanne Vos',
    priceCents: 2450,
    pages: 240,
    year: 2022,
    blurb:
      'How many beans, how far apart, how long to wait. A practical book about growing food that turns out to be about counting, and about trust.',
    cover: { palette: 'moss', motif: 'leaf', lines: ['The', 'Gardener’s', 'Arithmetic'] },
  },
  {
    slug: 'lamplighters',
    title: 'Lamplighters',
    author: 'Joris Amadi',
    priceCents: 1795,
    pages: 284,
    year: 2021,
    blurb:
      'The last gas lamps of a harbour town, and the three sisters who keep them burning against the wishes of the council, the wind and each other.',
    cover: { palette: 'plum', motif: 'lamp', lines: ['Lamp-', 'lighters'] },
  },
  {
    slug: 'salt-and-slow-water',
    title: 'Salt and Slow Water',
    author: 'Petra Lindqvist',
    priceCents: 1990,
    pages: 356,
    year: 2024,
    blurb:
      'A journey on foot along a coast that moves. Part walking diary, part natural history, with the best description of mud in print.',
    cover: { palette: 'sea', motif: 'waves', lines: ['Salt and', 'Slow', 'Water'] },
  },
  {
    slug: 'the-spare-key',
    title: 'The Spare Key',
    author: 'Noor Castell',
    priceCents: 1625,
    pages: 268,
    year: 2025,
    blurb:
      'Everybody in the building has given old Mr Dunne a spare key. When he goes missing, forty households find out what they have been trusting. A gentle mystery.',
    cover: { palette: 'sand', motif: 'key', lines: ['The', 'Spare', 'Key'] },
  },
  {
    slug: 'over-the-low-hills',
    title: 'Over the Low Hills',
    author: 'Elia Wren',
    priceCents: 1550,
    pages: 198,
    year: 2020,
    blurb:
      'A shepherd, a surveyor and a disagreement about where one valley ends. The quietest quarrel you will read this year.',
    cover: { palette: 'moss', motif: 'hills', lines: ['Over the', 'Low Hills'] },
  },
  {
    slug: 'birds-seen-from-trains',
    title: 'Birds Seen from Trains',
    author: 'Anselm Okoro',
    priceCents: 2250,
    pages: 176,
    year: 2023,
    blurb:
      'A field guide for people who are going somewhere else. Sixty species, each with the line and the side of the carriage.',
    cover: { palette: 'clay', motif: 'bird', lines: ['Birds', 'Seen from', 'Trains'] },
  },
  {
    slug: 'branch-line',
    title: 'Branch Line',
    author: 'Cora Maddox',
    priceCents: 1399,
    pages: 220,
    year: 2019,
    blurb:
      'The station has closed, but somebody still writes the timetable. A novella in departures, with one arrival.',
    cover: { palette: 'ink', motif: 'rails', lines: ['Branch', 'Line'] },
  },
  {
    slug: 'bread-in-a-cold-kitchen',
    title: 'Bread in a Cold Kitchen',
    author: 'Sunniva Rask',
    priceCents: 2695,
    pages: 192,
    year: 2024,
    blurb:
      'Slow loaves for slow people: thirty recipes that ask for time in place of warmth, tested in a house without central heating.',
    cover: { palette: 'sand', motif: 'loaf', lines: ['Bread in', 'a Cold', 'Kitchen'] },
  },
  {
    slug: 'what-the-tide-returned',
    title: 'What the Tide Returned',
    author: 'Leon Halloran',
    priceCents: 1875,
    pages: 334,
    year: 2022,
    blurb: 'A beachcomber finds the same bottle every spring, with a new letter in it. He decides to answer.',
    cover: { palette: 'plum', motif: 'bottle', lines: ['What the', 'Tide', 'Returned'] },
  },
]

export function findBook(slug: string): Book | null {
  return BOOKS.find((book) => book.slug === slug) ?? null
}
