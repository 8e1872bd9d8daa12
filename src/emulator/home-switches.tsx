import type { Emulation } from './emulation.js'
import { faultKinds, faultTargets } from './fault.js'
import { readingChoices } from './readings.js'

/** The faults that wait, and a form for more. */
export function Faults({ emulation }: { emulation: Emulation }) {
  const faults = emulation.faults.list()
  return (
    <section>
      <h2>Faults</h2>
      {faults.length === 0 ? <p>None is waiting.</p> : null}
      <ul>
        {faults.map(({ endpoint, kind, times }) => (
          <li>
            {kind} at {endpoint}, {times === Number.POSITIVE_INFINITY ? 'until cleared' : `${times} left`}
          </li>
        ))}
      </ul>
      <form method="post" action="/">
        <Choice name="kind" label="What goes wrong" choices={faultKinds} />
        <Choice name="endpoint" label="Where" choices={faultTargets} />
        <p>
          <label for="times">How many requests (empty: until cleared)</label>
          <input id="times" name="times" type="number" min={1} value="1" />
        </p>
        <button name="step" value="add-fault">
          Add fault
        </button>
        <button name="step" value="clear-faults">
          Clear faults
        </button>
      </form>
    </section>
  )
}

/** One choice for every place where Amazon's behaviour is not certain. */
export function ReadingChoices({ emulation }: { emulation: Emulation }) {
  const { readings } = emulation.state
  return (
    <section>
      <h2>Readings</h2>
      <p>How to behave where Amazon's behaviour is not known for certain.</p>
      <form method="post" action="/">
        {Object.entries(readings).map(([name, chosen]) => (
          <Choice name={name} label={name} choices={choicesOf(name)} chosen={chosen} />
        ))}
        <button name="step" value="set-readings">
          Save readings
        </button>
      </form>
    </section>
  )
}

function choicesOf(name: string): readonly string[] {
  return Object.entries(readingChoices).find(([key]) => key === name)?.[1] ?? []
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly choices: readonly string[]
  readonly chosen?: string
}

function Choice({ name, label, choices, chosen }: ChoiceProps) {
  return (
    <p>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {choices.map((choice) => (
          <option value={choice} selected={choice === chosen}>
            {choice}
          </option>
        ))}
      </select>
    </p>
  )
}

const shownEntries = 20

/** The latest requests, without anything secret, and the way back to the start. */
export function LatestRequests({ emulation }: { emulation: Emulation }) {
  const entries = emulation.log.entries.slice(-shownEntries).toReversed()
  return (
    <section>
      <h2>Latest requests</h2>
      {entries.length === 0 ? <p>Nothing was asked yet.</p> : null}
      <ul>
        {entries.map(({ at, method, path, status, error, fault }) => (
          <li>
            <time>{at.toISOString()}</time> {method} <code>{path}</code> {status ?? 'dropped'} {error} {fault}
          </li>
        ))}
      </ul>
      <form method="post" action="/">
        <button name="step" value="reset">
          Reset the emulator
        </button>
      </form>
    </section>
  )
}
