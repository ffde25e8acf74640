import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { backtest, bars, instrument, strategy, trades, type RecordedTrades } from '@tapeline/core'
import { paper, replaySource } from '@tapeline/core/trading'
import { ema } from '@tapeline/indicators'
import { describe, expect, it } from 'vitest'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))
const BTC = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })

const crossing = strategy({
  name: 'crossing',
  data: { main: bars('5s'), prints: trades() },
  indicators: () => ({ fast: ema({ period: 3 }), slow: ema({ period: 8 }) }),
  onBar({ ind, position, orders }) {
    if (ind.fast > ind.slow && position.isFlat) orders.target({ weight: 0.5 })
    if (ind.fast < ind.slow && position.isLong) orders.close()
  },
  onTrade({ trade, position, orders }) {
    if (position.isFlat && orders.open.length === 0)
      orders.buy({ quantity: 0.01, limit: Math.floor(trade.price - 5), tag: 'dip' })
  },
})

describe.skipIf(!existsSync(SHARED))('paper on what a venue once sent', () => {
  it.each(['spot', 'usdm'])(
    'D9: Binance %s, received a second before its own time, gives its backtest',
    async (market) => {
      const prints = recorded(market)
      const options = { strategy: crossing, account: { USDT: 100_000 }, fees: { maker: 0.0002, taker: 0.0005 } }
      const expected = await backtest({ ...options, data: { main: prints, prints } }).result
      const actual = await paper({ ...options, source: replaySource(prints) }).result
      expect(expected.fills.length).toBeGreaterThan(10)
      expect(actual.rows).toBeGreaterThan(5_000)
      expect([actual.digest, actual.fills, actual.finalCash]).toEqual([
        expected.digest,
        expected.fills,
        expected.finalCash,
      ])
    },
  )
})

function recorded(market: string): RecordedTrades {
  const file = `${SHARED}/marketdata/binance-${market}-btcusdt-20240808.frames.gz`
  const rows = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [stamp, text] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
      if (!text.includes('"e":"trade"')) return []
      const { data } = JSON.parse(text) as { data: { T: number; p: string; q: string; m: boolean } }
      // Prints outside of the book (insurance fund, settlement) come with a price of 0.
      return Number(data.p) > 0 ? [{ ...data, received: Number(stamp.slice(0, -3)) / 1_000 }] : []
    })
  let last = -Infinity
  const tsRecv = Float64Array.from(rows, ({ received }) => (last = Math.max(last, received)))
  return {
    kind: 'trades',
    instrument: BTC,
    source: market,
    priceAdjustment: 'raw',
    rows: rows.length,
    chunks: () => [
      {
        kind: 'trades',
        length: rows.length,
        ts: Float64Array.from(rows, ({ T }) => T),
        tsRecv,
        price: Float64Array.from(rows, ({ p }) => Number(p)),
        size: Float64Array.from(rows, ({ q }) => Number(q)),
        side: Int8Array.from(rows, ({ m }) => (m ? -1 : 1)),
      },
    ],
  }
}
