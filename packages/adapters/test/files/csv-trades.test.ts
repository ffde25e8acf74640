/** @module-tag zone */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { instrument, type TradeColumns } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import { csvTrades, type CsvTrades, type CsvTradesOptions } from '../../src/index.js'

const BTC = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

const BINANCE = `id,price,qty,quote_qty,time,is_buyer_maker,is_best_match
1,61700.01,0.5,30850.005,1723161255000,True,True
2,61700.02,0.00025,15.425005,1723161255000,False,True
`

describe('csvTrades', () => {
  it("reads Binance's archive: the maker's flag turned into the aggressor's side", async () => {
    const trades = await csvTrades({ text: BINANCE }, { instrument: BTC })
    const [chunk] = await chunks(trades)
    expect([trades.kind, trades.priceAdjustment, trades.warnings]).toEqual(['trades', 'raw', []])
    expect([
      [...(chunk?.ts ?? [])],
      [...(chunk?.price ?? [])],
      [...(chunk?.size ?? [])],
      [...(chunk?.side ?? [])],
    ]).toEqual([
      [1723161255000, 1723161255000],
      [61700.01, 61700.02],
      [0.5, 0.00025],
      [-1, 1],
    ])
    expect(chunk?.tsRecv).toBeUndefined()
  })

  it('reads receive times and sides in words, and orders by what was received', async () => {
    const text = `exchange,symbol,timestamp,local_timestamp,id,side,price,amount
binance,BTCUSDT,1723161255001000,1723161255100000,1,buy,61700,1
binance,BTCUSDT,1723161255000000,1723161255100500,2,sell,61700,1
binance,BTCUSDT,1723161255002000,1723161255100750,3,,61700,1
`
    const [chunk] = await chunks(await csvTrades({ text }, { instrument: BTC }))
    expect([...(chunk?.tsRecv ?? [])]).toEqual([1723161255100, 1723161255100.5, 1723161255100.75])
    expect([...(chunk?.side ?? [])]).toEqual([1, -1, 0])
  })

  it('D9: refuses trades that run backwards, sorts them stably on request, and says so', async () => {
    const text = 'time,price,size\n1723161255002,3,1\n1723161255001,1,1\n1723161255001,2,1\n'
    await expect(csvTrades({ text }, { instrument: BTC }).then(chunks)).rejects.toThrow(/line 3.*sort: true/)
    const sorted = await csvTrades({ text }, { instrument: BTC, sort: true })
    expect((await chunks(sorted)).flatMap(({ price }) => [...price])).toEqual([1, 2, 3])
    expect(sorted.warnings).toEqual([
      expect.objectContaining({ code: 'unsortedRows', count: 1, first: 3, unit: 'line' }),
      expect.objectContaining({ code: 'noSide' }),
    ])
  })

  const FAULTS: readonly (readonly [string, string, Partial<CsvTradesOptions>, RegExp])[] = [
    ['A1: an empty file', '', {}, /expected a header line/],
    [
      'A2: a size of zero',
      BINANCE.replace('0.00025', '0'),
      {},
      /line 3, column 3 \(qty\), character 12: was "0", expected a size/,
    ],
    ['A2: a price that is no number', BINANCE.replace('61700.01', '{}'), {}, /was "\{\}", expected a price/],
    [
      'A3: a side that is none',
      BINANCE.replace('True,True', 'maybe,True'),
      {},
      /column 6 \(is_buyer_maker\).*was "maybe", expected true or false/,
    ],
    ['A3: no column of price', BINANCE.replace('price', 'preis'), {}, /a column for price/],
    ['A3: two columns of size', BINANCE.replace('quote_qty', 'size'), {}, /"qty" and "size" both could be it/],
    ['D7: a time in hours', BINANCE.replaceAll('1723161255000', '478656'), {}, /years 2000 to 2100/],
  ]

  it.each(FAULTS)(
    '%s is a typed error that says where',
    async (_: string, text: string, options: Partial<CsvTradesOptions>, message: RegExp) => {
      const reading = csvTrades({ text }, { instrument: BTC, ...options })
      await expect(reading).rejects.toThrow(message)
      await expect(reading).rejects.toMatchObject({ code: 'BAD_CSV' })
    },
  )

  describe.skipIf(!existsSync(SHARED))('on real files (the shared test data are absent: skipped)', () => {
    it('reads a day of SPY as plain parsing does', async () => {
      const path = `${SHARED}/marketdata/spy-trades-20131008.csv.gz`
      const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n').slice(1)
      const all = await chunks(await csvTrades(path, { instrument: BTC }))
      let row = 0
      for (const { length, ts, price, size } of all) {
        for (let i = 0; i < length; i++, row++) {
          const [t, p, q] = (lines[row] ?? '').split(',').map(Number)
          if (ts[i] !== t || price[i] !== p || size[i] !== q) expect([ts[i], price[i], size[i]]).toEqual([t, p, q])
        }
      }
      expect(row).toBe(451_545)
    })

    it('reads quotes as trades at the bid, of a size from another column, when told so', async () => {
      const path = `${SHARED}/marketdata/eurusd-quotes-20140508.csv.gz`
      const all = await chunks(await csvTrades(path, { instrument: BTC, columns: { price: 'bid', size: 'ask' } }))
      expect(all.reduce((sum, { length }) => sum + length, 0)).toBe(167_466)
      expect(all[0]?.price[0]).toBe(1.39147)
    })
  })
})

async function chunks(trades: CsvTrades): Promise<TradeColumns[]> {
  const all: TradeColumns[] = []
  for await (const chunk of trades.chunks()) all.push(chunk)
  return all
}
