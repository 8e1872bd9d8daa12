/** What follows from settings alone, made when it is first asked for and kept as long as they are: they never change. */
export function oncePerSettings<S extends object, T>(make: (settings: S) => T): (settings: S) => T {
  const made = new WeakMap<S, T>()
  return (settings) => {
    const known = made.get(settings)
    if (known !== undefined) return known
    const value = make(settings)
    made.set(settings, value)
    return value
  }
}
