import fc from 'fast-check'
import { lastValueFrom, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  strategy,
  trades,
  type BacktestResult,
  type FundingRate,
  type MarketEvent,
  type OrderTicket,
} from '../../src/index.js'
import { book, constantLatency, depthVenue, marginAccount, paper, replaySource } from '../../src/session/trading.js'
import { bookOf, depthMarket, printsOf } from './depth/random-depth.js'
import { LiveMarket, START } from './live-market.js'
import { perpetual } from './margin-run.js'
import { COIN, recordedTrades } from './recorded-rows.js'
import { start } from './watched-session.js'

const balances = { USD: 10_000 }
const HOUR = 3_600_000

function rate(fundingTime: number, changes: Partial<FundingRate> = {}): FundingRate {
  const head = { type: 'FundingRate', instrumentId: perpetual.id, ts: fundingTime, rate: 0.001 } as const
  return { ...head, fundingTime, nextFundingTime: null, markPrice: null, indexPrice: null, ...changes }
}

/** Holds ten from the first print on. */
const holds = strategy({
  name: 'holds',
  data: { prints: trades() },
  state: () => ({ isDone: false }),
  onTrade({ orders, state }) {
    if (!state.isDone) orders.sell({ quantity: 10 })
    state.isDone = true
  },
})
const live = {
  instruments: [perpetual],
  account: marginAccount({ balances, leverage: 10 }),
}

class FundedMarket extends LiveMarket {
  trade(seconds: number, price: number): void {
    this.print(seconds, price, { instrumentId: perpetual.id })
  }
}

describe('funding rates in a paper session', () => {
  it('R93: settles each time once, by the newest rate that was told for it, on what is held by the clock', async () => {
    const market = new FundedMarket()
    const { run, progress } = await start(market, holds as never, live)
    const first = START + HOUR
    market.say(rate(first, { ts: START, rate: 0.5 }))
    market.trade(1, 100)
    market.trade(2, 100)
    market.say(rate(first + HOUR, { ts: START, rate: -0.002, markPrice: 110 }))
    market.say(rate(first, { ts: START, rate: 0.001 }))
    market.to(3_600)
    expect(progress().counts).toMatchObject({ used: 5, unused: 0, late: 0 })
    expect(progress().equity).toBe(10_001)
    // Its time is settled: what is told of it now changes nothing.
    market.say(rate(first, { rate: 0.9 }))
    market.to(3_601)
    market.say(rate(first, { rate: 0.9 }))
    market.to(7_300)
    const { accountEvents, warnings, policies } = await run.stop()
    expect(accountEvents).toMatchObject([
      { type: 'FundingSettled', ts: first, rate: 0.001, markPrice: 100, quantity: -10, amount: 1 },
      { type: 'FundingSettled', ts: first + HOUR, rate: -0.002, markPrice: 110, amount: -2.2 },
    ])
    expect(progress().counts).toMatchObject({ used: 5, late: 2 })
    expect(warnings.join()).not.toContain('funding')
    expect(policies.find(({ name }) => name === 'funding')?.value).toBe('2 settlements, as told')
  })

  it('A8: warns of a rate that comes after its time, refuses what is none, and counts what no account settles', async () => {
    const market = new FundedMarket()
    const { run, progress, rejections } = await start(market, holds as never, live)
    market.trade(1, 100)
    market.trade(2, 100)
    market.say(rate(START + 1_000, { ts: START + 2_000 }))
    for (const bad of [{ rate: 1 }, { rate: NaN }, { fundingTime: NaN }, { markPrice: 0 }, { markPrice: undefined }])
      market.say(rate(START + 9_000, { ts: START + 2_000, ...(bad as object) }))
    expect(progress().counts).toMatchObject({ late: 1, rejected: 5, used: 2 })
    expect(rejections).toHaveLength(5)
    const { accountEvents, warnings } = await run.stop()
    expect(accountEvents).toEqual([])
    expect(warnings.join()).toContain('a funding rate came after its time: nothing was settled')

    for (const options of [
      { account: balances, instruments: [COIN] },
      { account: marginAccount({ balances }), instruments: [COIN] },
      { account: marginAccount({ balances, funding: [rate(START + HOUR)] }), instruments: [perpetual] },
    ]) {
      const other = new FundedMarket()
      const { run, progress } = await start(other, holds as never, options)
      other.say(rate(START + HOUR, { ts: START, instrumentId: options.instruments[0]!.id }))
      expect(progress().counts).toMatchObject({ used: 0, unused: 1 })
      await run.stop()
    }
  })

  it('R93 D9: gives the digest of the backtest that is given the settlements, told ahead or as a schedule', async () => {
    const seen = { settled: 0, corrected: 0, ties: 0, fills: 0 }
    await fc.assert(
      fc.asyncProperty(depthMarket, settlements, plans, chunkRows, async (market, times, plan, rows) => {
        const { happenings } = market
        const at = times.map(
          ({ happening, after }) => happenings[Math.floor((happening * happenings.length) / 1_000)]!.ts + after,
        )
        const funding = [...new Set(at)]
          .sort((a, b) => a - b)
          .map((one, i) => rate(one, { rate: times[i]!.rate / 1_000, markPrice: times[i]!.mark }))
        const early = times.flatMap(({ ahead, guess }, i) => {
          const settled = funding[i]
          if (settled === undefined) return []
          const ts = settled.fundingTime - ahead
          return [rate(settled.fundingTime, { ts: ts - 1_000, rate: guess / 1_000 }), { ...settled, ts }]
        })
        const told = early.sort((a, b) => a.ts - b.ts)
        const options = {
          strategy: acting(plan),
          fees: { maker: 0.0002, taker: 0.001 },
          venue: depthVenue({ latencyModel: constantLatency({ entryMs: 4, responseMs: 3 }) }),
        }
        const account = { balances, leverage: 10 }
        const data = (size: number) => ({
          book: bookOf({ ...market, delay: undefined }, size, perpetual),
          prints: printsOf({ ...market, delay: undefined }, size, perpetual),
        })
        const scheduled = { ...options, account: marginAccount({ ...account, funding }) }
        const expected = await backtest({ ...scheduled, data: data(Infinity) }).result
        const streams = Object.values(data(rows))
        const same = await paper({ ...scheduled, source: replaySource(streams) }).result
        const source = replaySource(streams, { funding: told })
        const actual = await paper({ ...options, account: marginAccount(account), source }).result
        expect(plain(same)).toEqual(plain(expected))
        expect(plain(actual)).toEqual(plain(expected))
        seen.fills += expected.fills.length
        seen.settled += expected.accountEvents.length
        seen.corrected += told.length - funding.length
        const busy = new Set([...expected.fills, ...expected.signals].map(({ ts }) => ts))
        seen.ties += expected.accountEvents.filter(({ ts }) => busy.has(ts)).length
      }),
      { numRuns: 60 },
    )
    for (const count of [seen.settled, seen.corrected, seen.fills]) expect(count).toBeGreaterThan(50)
    expect(seen.ties).toBeGreaterThan(20)
  })

  it('plays recorded rates in their order, and those that are still to be settled again after it was wound', async () => {
    const prints = recordedTrades([1, 2, 3, 4].map((second) => ({ ts: 1_000 * second, price: 100, size: 1 })))
    const funding = [
      rate(2_500, { ts: 500, rate: 0.1 }),
      rate(4_000, { ts: 1_000, rate: 0.2 }),
      rate(4_000, { ts: 2_000, tsRecv: 2_100, rate: 0.3 }),
      rate(9_000, { ts: 5_000 }),
    ]
    const told = async (seekTs?: number): Promise<string[]> => {
      const source = replaySource(prints, { funding })
      if (seekTs !== undefined) source.seek(seekTs)
      return (await lastValueFrom(source.events$.pipe(toArray()))).map(short)
    }
    expect(await told()).toEqual(['500 rate 0.1', '1000 rate 0.2', '1000', '2000', '2100 rate 0.3', '3000', '4000'])
    expect(await told(2_600)).toEqual(['3000 rate 0.3', '3000', '4000'])
    expect(() => replaySource(prints, { funding: [funding[1]!, funding[0]!] })).toThrow(/not before 1000/)
  })
})

const settlements = fc.array(
  fc.record({
    // At a happening, when its orders arrive, when their answers do, when they expire.
    happening: fc.nat(999),
    after: fc.constantFrom(0, 0, 4, 7, 250),
    rate: fc.integer({ min: -9, max: 9 }),
    guess: fc.integer({ min: -9, max: 9 }),
    mark: fc.constantFrom(null, 100, 101),
    ahead: fc.constantFrom(0, 1, 40),
  }),
  { minLength: 1, maxLength: 6 },
)
const plans = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 9 })
const chunkRows = fc.constantFrom(1, 7, Infinity)

interface Memory {
  step: number
  last: OrderTicket | null
}

/** Takes and rests on both sides, for a time at most, and says what it has. */
function acting(plan: readonly number[]) {
  return strategy({
    name: 'acting',
    warmup: 'partial',
    data: { book: book({ depth: 1 }), prints: trades() },
    state: (): Memory => ({ step: 0, last: null }),
    onBook({ book, orders, state, signal, account, now }) {
      signal('book', { now, equity: account.equity })
      const what = plan[state.step++ % plan.length]!
      if (what === 1) orders.buy({ quantity: 3 })
      if (what === 2) orders.sell({ quantity: 4 })
      if (what === 3 && book.bidPrice !== null)
        orders.buy({ quantity: 2, limit: book.bidPrice, timeInForce: 'GTD', expireTs: now + 250 })
    },
    onOrder: (event, { signal, now }) => signal(event.type, { now, ts: event.ts }),
  })
}

function plain({ fills, signals, accountEvents, finalBalances, equity, digest }: BacktestResult): unknown {
  return { fills, signals, accountEvents, finalBalances, equity, digest }
}

function short(event: MarketEvent): string {
  const { ts, tsRecv = ts } = event
  return event.type === 'FundingRate' ? `${tsRecv} rate ${event.rate}` : `${tsRecv}`
}
