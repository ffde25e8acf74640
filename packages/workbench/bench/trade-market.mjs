import { instrument } from '@tapeline/core'
import { SeededRandom } from '@tapeline/core/math'

const CHUNK = 65_536

/** So many prints of one symbol that walks at random around 60,000, a print every 20 ms, in memory. */
export function tradeMarket(rows) {
  const random = new SeededRandom(7)
  const columns = { ts: new Float64Array(rows), price: new Float64Array(rows), size: new Float64Array(rows) }
  let cents = 6_000_000
  for (let i = 0; i < rows; i++) {
    cents += random.int(21) - 10
    columns.ts[i] = 1_700_000_000_000 + i * 20
    columns.price[i] = cents / 100
    columns.size[i] = (1 + random.int(100)) / 1000
  }
  return {
    kind: 'trades',
    instrument: instrument({ symbol: 'BTC/USDT', venue: 'bench', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 }),
    source: 'memory',
    priceAdjustment: 'raw',
    rows,
    columns,
    *chunks() {
      for (let from = 0; from < rows; from += CHUNK) {
        const to = Math.min(rows, from + CHUNK)
        const cut = (column) => column.subarray(from, to)
        yield {
          kind: 'trades',
          length: to - from,
          ts: cut(columns.ts),
          price: cut(columns.price),
          size: cut(columns.size),
        }
      }
    },
  }
}
