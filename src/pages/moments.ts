/** A moment with its zone, for readers anywhere: `November 22, 2026 at 18:41 UTC` in the words of the locale. */
export function formatMoment(moment: Date, locale: string): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const zone = { timeZone: 'UTC', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat(locale, { ...day, ...time, ...zone }).format(moment)
}

/** A day in the words of the locale. */
export function formatDay(moment: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(moment)
}

/** A waiting time, rounded up to what a person would wait: seconds below a minute, then minutes, then hours. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole < 60) return formatUnit(whole, 'second', locale)
  if (whole < 3600) return formatUnit(Math.ceil(whole / 60), 'minute', locale)
  return formatUnit(Math.ceil(whole / 3600), 'hour', locale)
}

function formatUnit(count: number, unit: 'second' | 'minute' | 'hour', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
