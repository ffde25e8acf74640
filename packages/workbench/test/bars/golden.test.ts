import type { QuoteTick, TradeTick } from '@tapeline/core'
import { barBuilder, usEquities, type BarSpec, type BuiltBar } from '@tapeline/core/bars'
import { describe, expect, it } from 'vitest'
import { hasSharedData, sharedRows, sharedText } from './shared-data.js'

describe.skipIf(!hasSharedData)('bars of real trades (the shared test data are absent: skipped)', () => {
  it('are the 10-second bars of SPY, in the sessions of US equities', () => {
    const bars: BuiltBar[] = []
    const calendar = usEquities({ from: 2013, to: 2013 })
    const builder = barBuilder({ kind: 'time', timeframe: '10s', calendar }, (bar) => bars.push(bar))
    const rows = sharedRows('marketdata/spy-trades-20131008.csv.gz')
    for (const [t, price, size] of rows) builder.update(trade(Number(t), Number(price), Number(size)))
    builder.finish()
    const expected = sharedRows('golden/market/spy-10s.csv.gz').map((row) => row.map(Number))
    expect(
      bars.map(({ openTime, open, high, low, close, volume }) => [openTime, open, high, low, close, volume]),
    ).toEqual(expected)
    expect(bars.filter(({ isPartial }) => isPartial)).toEqual([])
    expect(builder.counts).toMatchObject({
      late: 0,
      outside: 451_545 - bars.reduce((sum, bar) => sum + (bar.trades ?? 0), 0),
    })
  })

  it.each([
    ['spot-btcusdt-2024-08-08', 'bars10s', '10s'],
    ['spot-btcusdt-2024-08-08', 'bars1m', '1m'],
    ['usdm-ethusdt-2024-08-08', 'bars10s', '10s'],
    ['usdm-ethusdt-2024-08-08', 'bars1m', '1m'],
  ] as const)('are those of the recording %s, %s, to the last digit', (name, list, timeframe) => {
    const { bars: built, takerBuyVolume, counts } = replayed(name, timeframe)
    const expected = JSON.parse(sharedText(`recordings/binance/${name}.expected.json`)) as Expected
    const wanted = expected[list]
    expect(built).toHaveLength(wanted.length)
    built.forEach((bar, at) => {
      const { t, o, h, l, c, v, qv, n } = wanted[at] as Expected['bars1m'][number]
      expect([bar.openTime, bar.open, bar.high, bar.low, bar.close, bar.trades]).toEqual([
        t,
        Number(o),
        Number(h),
        Number(l),
        Number(c),
        n,
      ])
      expect(bar.volume.toFixed(digits(v))).toBe(v)
      expect((bar.quoteVolume as number).toFixed(digits(qv))).toBe(qv)
      expect((bar.buyVolume as number) + (bar.sellVolume as number)).toBeCloseTo(bar.volume, 9)
    })
    expect(takerBuyVolume).toBe(expected.trades.takerBuyVolume)
    expect(built.map(({ isPartial }) => isPartial)).toEqual(built.map((_, at) => at === 0 || at === built.length - 1))
    expect(counts).toEqual({ late: 0, corrected: 0, outside: 0, future: 0 })
  })

  it('are the renko bricks of SPY by closes', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'renko', brick: 1 }, (bar) => bars.push(bar))
    const days = sharedRows('golden/market/spy-daily.csv.gz').map((row) => row.map(Number))
    for (const [t, , , , close, volume] of days) builder.update(trade(t as number, close as number, volume as number))
    const expected = sharedRows('golden/skender/renko.csv.gz')
    expect(bars).toHaveLength(expected.length)
    bars.forEach(({ openTime, closeTime, open, close, volume }, at) => {
      const [date, isUp, wantedOpen, , , wantedClose, wantedVolume] = expected[at] as readonly string[]
      expect([closeTime >= openTime, close > open, open, close]).toEqual([
        true,
        isUp === '1',
        Number(wantedOpen),
        Number(wantedClose),
      ])
      expect(closeTime).toBe(Date.parse(`${date}T00:00Z`))
      // The price that the grid starts from is no part of a brick there.
      const first = at === 0 ? (days[0]?.[5] as number) : 0
      expect((volume - first) / Number(wantedVolume)).toBeCloseTo(1, 9)
    })
  })

  it.each(['bid', 'ask', 'mid'] as const)('of quotes lie where the quotes do: %s of EUR/USD', (from) => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '5m', from }, (bar) => bars.push(bar))
    const rows = sharedRows('marketdata/eurusd-quotes-20140508.csv.gz').map((row) => row.map(Number))
    for (const [ts = 0, bidPrice = 0, askPrice = 0] of rows) builder.update(quote(ts, bidPrice, askPrice))
    builder.finish()
    const priceOf = ([, bid = 0, ask = 0]: readonly number[]): number =>
      from === 'bid' ? bid : from === 'ask' ? ask : bid + (ask - bid) / 2
    expect(bars.reduce((sum, { trades }) => sum + (trades ?? 0), 0)).toBe(167_466)
    let row = 0
    for (const bar of bars) {
      const own: number[] = []
      for (; row < rows.length && (rows[row]?.[0] ?? 0) < bar.closeTime; row++) own.push(priceOf(rows[row] ?? []))
      expect([bar.open, bar.high, bar.low, bar.close, bar.volume, bar.vwap]).toEqual([
        own[0],
        Math.max(...own),
        Math.min(...own),
        own.at(-1),
        0,
        null,
      ])
    }
  })
})

interface Expected {
  readonly bars10s: Expected['bars1m']
  readonly bars1m: readonly {
    t: number
    o: string
    h: string
    l: string
    c: string
    v: string
    qv: string
    n: number
  }[]
  readonly trades: { readonly takerBuyVolume: string }
}

function replayed(name: string, timeframe: '10s' | '1m') {
  const bars: BuiltBar[] = []
  const spec: BarSpec = { kind: 'time', timeframe }
  const builder = barBuilder(spec, (bar) => bars.push(bar))
  for (const line of sharedText(`recordings/binance/${name}.raw.log.gz`).split('\n')) {
    if (!line.includes('"e":"trade"')) continue
    const at = line.indexOf(' ')
    const { data } = JSON.parse(line.slice(at + 1)) as {
      data: { T: number; p: string; q: string; m: boolean; t: number }
    }
    builder.update({
      ...trade(data.T, Number(data.p), Number(data.q)),
      tsRecv: Number(line.slice(0, at)) / 1e6,
      aggressorSide: data.m ? 'sell' : 'buy',
    })
  }
  builder.finish()
  const bought = bars.reduce((sum, { buyVolume }) => sum + (buyVolume ?? 0), 0)
  return { bars, takerBuyVolume: bought.toFixed(name.startsWith('spot') ? 5 : 3), counts: builder.counts }
}

function digits(decimal: string): number {
  return decimal.includes('.') ? decimal.length - decimal.indexOf('.') - 1 : 0
}

function trade(ts: number, price: number, size: number): TradeTick {
  return { type: 'TradeTick', instrumentId: 'X@test', ts, price, size, aggressorSide: null, tradeId: null }
}

function quote(ts: number, bidPrice: number, askPrice: number): QuoteTick {
  return {
    type: 'QuoteTick',
    instrumentId: 'X@test',
    ts,
    bidPrice,
    askPrice,
    bidSize: null,
    askSize: null,
    sequence: null,
  }
}
