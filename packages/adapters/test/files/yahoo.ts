import { instrument, type BarColumns, type Instrument, type RecordedBars } from '@tapeline/core'

export const AAPL: Instrument = instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })

/** The first four rows of AAPL as Yahoo exports them. */
export const YAHOO = `Date,Open,High,Low,Close,Adj Close,Volume
2013-05-13,64.501427,65.414284,64.500000,64.962860,50.961628,79237200
2013-05-14,64.835716,65.028572,63.164288,63.408573,49.742329,111779500
2013-05-15,62.737144,63.000000,60.337143,61.264286,48.060188,185403400
2013-05-16,60.462856,62.549999,59.842857,62.082859,48.702377,150801000
`

/** All chunks of recorded bars in one. */
export async function all(bars: RecordedBars): Promise<BarColumns> {
  const chunks: BarColumns[] = []
  for await (const chunk of bars.chunks()) chunks.push(chunk)
  const join = (key: 'openTime' | 'closeTime' | 'open' | 'high' | 'low' | 'close' | 'volume'): Float64Array =>
    Float64Array.from(chunks.flatMap((chunk) => [...chunk[key]]))
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return {
    kind: 'bars',
    length,
    openTime: join('openTime'),
    closeTime: join('closeTime'),
    open: join('open'),
    high: join('high'),
    low: join('low'),
    close: join('close'),
    volume: join('volume'),
  }
}
