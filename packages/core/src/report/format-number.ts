/**
 * A number as English text, the same on every machine whatever its locale: `-1,234.50`.
 * What is not finite becomes a dash; from 1e15 on it is written with an exponent.
 */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return DASH
  if (Math.abs(value) >= 1e15) return value.toExponential(2)
  const text = value.toFixed(decimals)
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const joined = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return /[1-9]/.test(joined) ? joined : joined.replace('-', '')
}

/** A price, size or amount of money whose magnitude is not known beforehand: two decimals, or three significant digits below 1, at most eight decimals. */
export function formatAmount(value: number): string {
  const size = Math.abs(value)
  if (size === 0 || size >= 1) return formatNumber(value, 2)
  const leadingZeros = -Number(size.toExponential().split('e')[1])
  return formatNumber(value, Math.min(8, leadingZeros + 2))
}

export function formatPercent(fraction: number, decimals: number = 2): string {
  return Number.isFinite(fraction) ? `${formatNumber(fraction * 100, decimals)} %` : DASH
}

/** Stands where there is no value. */
export const DASH = '—'
