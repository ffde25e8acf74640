import { createRequire } from 'node:module'
import path from 'node:path'
import { csvBars } from '@tapeline/adapters'
import { instrument } from '@tapeline/core'

/** Five years of Apple's daily prices, adjusted for splits and dividends, from a package of sample data. */
export async function readApple() {
  const file = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
  const aapl = instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })
  return csvBars(file, { instrument: aapl, adjust: 'adjClose' })
}

/**
 * Bars of a file of the user's own, whatever their order: sorted where need be, the last of duplicates kept, and each
 * oddity told. Nothing is known about the instrument, so fractions of it may be bought.
 */
export async function readOwnBars(file, onWarning) {
  const symbol =
    path
      .basename(file)
      .replace(/\.(csv|txt|tsv)?(\.gz)?$/i, '')
      .replace(/[\s@]+/g, '-')
      .slice(0, 60) || 'bars'
  const read = (assetClass, warn) =>
    csvBars(file, {
      instrument: instrument({
        symbol,
        venue: 'file',
        quote: 'USD',
        assetClass,
        tickSize: 0.000001,
        lotSize: 0.000001,
      }),
      timeZone: 'UTC',
      sort: true,
      duplicates: 'last',
      onWarning: warn,
    })
  const bars = await read('equity', onWarning)
  let weekends = 0
  let rows = 0
  for await (const { length, openTime } of bars.chunks()) {
    rows += length
    for (let i = 0; i < length; i++) if (new Date(openTime[i]).getUTCDay() % 6 === 0) weekends++
  }
  // A market that trades on weekends has 365 days in its year, any other 252.
  return { bars: weekends > rows / 20 ? await read('crypto') : bars, rows }
}
