import { compare, type Agreement, type Comparison, type Library } from './compare.js'
import type { Difference } from './differences.js'

const LIBRARIES: Readonly<Record<Library, string>> = {
  'TA-Lib': '0.6.0-dev, its defaults, 2,000 one-minute bars of BTC/USDT',
  Skender: 'DaveSkender/Stock.Indicators of 2026-07-02, 502 daily bars of an ETF',
  talipp: 'nardew/talipp of 2025-09-09, the same 2,000 bars',
  Tulip: 'Tulip Indicators 0.9.2, the same 2,000 bars',
}

/** The page of known differences, made of what was measured and what is known of it. */
export function differencesPage(all: readonly Comparison[], known: readonly Difference[]): string {
  return [
    '# Where other libraries give other numbers',
    '',
    'Made by a test out of measurements (`packages/indicators/test/differences`); change it there. What is compared and not in a table',
    'agrees to 1e-9, relative to the value or, where values pass through 0, to a scale of their own, and begins with the same row.',
    'Rows count from 1. "Differs by" is the greatest distance where both have a value, relative to theirs, or to their mean size where that is',
    'greater; "equal from" is the row from which on all agree to 1e-9. Charting products were not run here: what their manuals say stands in [Indicators](indicators.md).',
    ...Object.entries(LIBRARIES).flatMap(([library, source]) => [
      '',
      `## ${library}`,
      '',
      `Compared: ${source}.`,
      '',
      ...section(
        all.filter((one) => one.library === library),
        known.filter((one) => one.library === library),
      ),
    ]),
    '',
  ].join('\n')
}

function section(all: readonly Comparison[], known: readonly Difference[]): string[] {
  const rows = known.map((difference) => {
    const comparison = all.find(({ indicator }) => indicator === difference.indicator)
    return comparison === undefined ? [] : [row(comparison, difference, compare(comparison))]
  })
  const equal = all
    .map(({ indicator }) => indicator)
    .filter((indicator) => !known.some((difference) => difference.indicator === indicator))
  return [
    '| indicator | theirs | ours | first value: theirs, ours | differs by | equal from | their numbers with |',
    '|---|---|---|---|---|---|---|',
    ...rows.flat(),
    '',
    `Equal from the first value: ${[...new Set(equal)]
      .sort()
      .map((name) => `\`${name}\``)
      .join(', ')}.`,
  ]
}

function row({ indicator }: Comparison, { what, why, like }: Difference, agreement: Agreement): string {
  const { firstTheirs, firstOurs, largest, from } = agreement
  const cells = [
    `\`${indicator}\``,
    what,
    why,
    `${firstTheirs}, ${firstOurs}`,
    largest < 1e-9 ? 'nothing' : size(largest),
    from === null ? 'never' : `${from}`,
    like === undefined ? '' : `\`${literal(indicator, like)}\``,
  ]
  return `| ${cells.join(' | ')} |`
}

function size(relative: number): string {
  if (relative >= 0.9995) return `${Number(relative.toPrecision(2))} times`
  return relative >= 1e-6 ? `${Number((100 * relative).toPrecision(2))} %` : relative.toExponential(1)
}

function literal(indicator: string, like: object): string {
  const fields = Object.entries(like).map(([name, value]) => `${name}: '${String(value)}'`)
  return `${indicator}({ ${fields.join(', ')} })`
}
