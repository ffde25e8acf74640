/** What a format is made of: a locale, and `Intl`'s options. */
export type FormatOptions = Intl.NumberFormatOptions

/** Stands where there is no value. */
const DASH = '—'

/**
 * A number as text in a locale; a dash where there is none (null, undefined, NaN, infinite), and never `-0`. What
 * `Intl` needs some 50 µs to make is made once for each format.
 */
export function formatted(
  value: number | null | undefined,
  locale: string | undefined,
  options: FormatOptions,
): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return DASH
  // Where all digits shown are 0, `exceptZero` shows no sign, whatever was rounded away; -0 + 0 is 0.
  const settled = value < 0 ? { ...options, signDisplay: 'exceptZero' as const } : options
  return formatOf(locale, settled).format(value + 0)
}

/** Formats kept: some for each instrument and locale that are shown. */
const MOST = 256
// bound: MOST formats; the one that was made first is let go of.
const formats: Map<string, Intl.NumberFormat> = new Map()

function formatOf(locale: string | undefined, options: FormatOptions): Intl.NumberFormat {
  const key = `${locale ?? ''}|${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(wellFormed(locale), options)
  if (formats.size >= MOST) formats.delete(formats.keys().next().value as string)
  formats.set(key, made)
  return made
}

/** A locale from an attribute or a URL may be anything: what is no language tag is the default. */
function wellFormed(locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined
  try {
    return Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}
