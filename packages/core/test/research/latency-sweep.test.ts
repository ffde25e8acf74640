import { expect, it } from 'vitest'
import { backtest, strategy, type RecordedQuotes } from '../../src/index.js'
import { latencySweep } from '../../src/research/index.js'
import { constantLatency, depthVenue, quotes } from '../../src/session/trading.js'
import { COIN } from '../session/recorded-rows.js'

const chasing = strategy({
  name: 'chasing',
  data: { main: quotes() },
  onQuote({ quote, position, orders }) {
    if (position.isFlat && orders.open.length === 0) orders.buy({ quantity: 1 })
    else if (quote.ts % 100 === 0) orders.close()
  },
})
const ask = Float64Array.from({ length: 40 }, (_, i) => 10 + i / 10)
const rising: RecordedQuotes = {
  kind: 'quotes',
  instrument: COIN,
  source: 'by-hand',
  priceAdjustment: 'raw',
  rows: 40,
  *chunks() {
    const size = new Float64Array(40).fill(5)
    const ts = ask.map((_, i) => i * 10)
    yield {
      kind: 'quotes',
      length: 40,
      ts,
      bidPrice: ask.map((p) => p - 0.1),
      bidSize: size,
      askPrice: ask,
      askSize: size,
    }
  },
}

it('E8: tells what each delay costs, against the first one', async () => {
  const run = (entryMs: number) =>
    backtest({
      strategy: chasing,
      data: { main: rising },
      account: { USD: 1_000 },
      venue: depthVenue({ latencyModel: constantLatency({ entryMs }) }),
    })
  const runs = await latencySweep([0, 30], run)
  const direct = await Promise.all([0, 30].map((entryMs) => run(entryMs).result))
  expect(runs.map(({ entryMs }) => entryMs)).toEqual([0, 30])
  expect(runs.map(({ result }) => result.digest)).toEqual(direct.map(({ digest }) => digest))
  expect(runs[1]).toMatchObject({
    equityChange: direct[1]!.finalEquity - direct[0]!.finalEquity,
    fillsChange: direct[1]!.fills.length - direct[0]!.fills.length,
  })
})

it('refuses a time that no order takes', async () => {
  for (const ms of [-1, NaN, Infinity])
    await expect(latencySweep([ms], () => backtest({} as never))).rejects.toMatchObject({ code: 'BAD_PARAMETER' })
})
