/** Does the same for each item, as many at once as there are lanes; the answers stand in the order of the items. */
export async function inLanes<Lane, Item, Answer>(
  lanes: readonly Lane[],
  items: readonly Item[],
  work: (lane: Lane, item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const waiting = items.entries()
  const drive = async (lane: Lane): Promise<void> => {
    for (const [index, item] of waiting) answers[index] = await work(lane, item)
  }
  await Promise.all(lanes.map(drive))
  return answers
}
