import { instrument, timeframeMs } from '@tapeline/core'

/**
 * What every runtime computes from the packed packages; its result must be equal to the last bit everywhere.
 *
 * @returns {Promise<Record<string, unknown>>} plain data for one line of JSON
 */
export async function computation() {
  const aapl = instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })
  return { id: aapl.id, tick: aapl.tickSize, quarterHourMs: timeframeMs('15m') }
}
