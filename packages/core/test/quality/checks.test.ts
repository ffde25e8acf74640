import { describe, expect, it } from 'vitest'
import { instrument, type Bar, type MarketEvent, type QuoteTick, type TradeTick } from '../../src/index.js'
import * as checks from '../../src/quality/index.js'
import {
  badNumber,
  crossedQuote,
  defaultRules,
  duplicate,
  farOpen,
  flatRun,
  futureTime,
  inconsistentBar,
  offStep,
  outOfOrder,
  outsideBand,
  qualityCheck,
  repeated,
  sequenceGap,
  spike,
  stale,
  timeGap,
  wrongTimeUnit,
  type QualityRule,
} from '../../src/quality/index.js'
import { plainEvents, qualityCheckConformance } from '../../src/testing/index.js'

const trades = plainEvents('TradeTick', 100)
const quotes = plainEvents('QuoteTick', 100)
const bars = plainEvents('Bar', 100)
const deltas = plainEvents('OrderBookDelta', 10)
const orders = plainEvents('OrderBookOrders', 10)
const last = <T>(events: readonly T[]): T => events.at(-1) as T
const trade = last(trades)
const quote = last(quotes)
const bar = last(bars)

/** Each check with events the last of which it finds fault with, and what the finding says. */
const EXAMPLES: readonly (readonly [() => QualityRule, readonly MarketEvent[], Record<string, unknown>])[] = [
  [() => badNumber(), [{ ...trade, price: NaN }], { field: 'price', value: 'NaN' }],
  [() => badNumber(), [{ ...trade, size: 0 }], { field: 'size', value: 0 }],
  [() => badNumber(), [{ ...trade, price: '0x10' as unknown as number }], { value: '"0x10"' }],
  [() => badNumber(), [{ ...quote, bidSize: -1 }], { field: 'bidSize', value: -1 }],
  [() => badNumber(), [{ ...quote, bidPrice: NaN, bidSize: 0 }], { field: 'bidPrice', value: 'NaN' }],
  [() => badNumber({ allowEmptySides: true }), [{ ...quote, askPrice: NaN }], { field: 'askPrice', value: 'NaN' }],
  [() => badNumber(), [{ ...bar, volume: Infinity }], { field: 'volume', value: 'Infinity' }],
  [() => badNumber(), [{ ...last(deltas), asks: [['0x10', 1]] }], { field: 'asks: price', value: '"0x10"' }],
  [() => badNumber({ allowNegativePrices: true }), [{ ...trade, price: -Infinity }], { expected: 'a finite number' }],
  [
    () => wrongTimeUnit(),
    [{ ...trade, ts: trade.ts / 1000 }],
    { expected: expect.stringMatching(/look like seconds$/) },
  ],
  [() => wrongTimeUnit(), [{ ...trade, ts: trade.ts * 1e6 }], { expected: expect.stringMatching(/nanoseconds$/) }],
  [() => wrongTimeUnit(), [{ ...trade, ts: 0 }], { field: 'ts', value: 0 }],
  [
    () => futureTime(),
    [{ ...trade, tsRecv: trade.ts - 5_001 }],
    { facts: { aheadMs: 5_001, clock: trade.ts - 5_001 } },
  ],
  [() => outOfOrder(), [trade, { ...trade, ts: trade.ts - 5_000 }], { facts: { lateMs: 5_000, newest: trade.ts } }],
  [
    () => timeGap({ gapAfterMs: 2_000 }),
    [trade, { ...trade, ts: trade.ts + 2_001 }],
    { facts: { gapMs: 2_001, from: trade.ts, to: trade.ts + 2_001 } },
  ],
  [() => duplicate(), [...trades, trade], { field: 'tradeId', value: 100 }],
  [
    () => duplicate(),
    [
      { ...trade, tradeId: 'a-1' },
      { ...trade, tradeId: 'a-1' },
    ],
    { value: '"a-1"' },
  ],
  [() => duplicate(), [...deltas, last(deltas)], { field: 'sequence', value: 10 }],
  [() => duplicate(), [...orders, last(orders)], { field: 'sequence', value: 10 }],
  [
    () => repeated(),
    [
      { ...trade, tradeId: null },
      { ...trade, tradeId: null },
    ],
    { field: 'ts' },
  ],
  [
    () => sequenceGap(),
    [...trades, { ...trade, tradeId: '104' }],
    { field: 'tradeId', value: 104, facts: { newest: 100, missing: 3 } },
  ],
  [
    () => sequenceGap(),
    [...deltas, { ...last(deltas), firstSequence: 13, sequence: 15 }],
    { facts: { newest: 10, missing: 2 } },
  ],
  [
    () => sequenceGap(),
    [
      ...orders,
      { ...last(orders), isSnapshot: true, sequence: 20 },
      { ...last(orders), firstSequence: 22, sequence: 22 },
    ],
    { facts: { newest: 20, missing: 1 } },
  ],
  [() => badNumber(), [changed({ price: NaN })], { field: 'changes: price' }],
  [() => badNumber(), [changed({ action: 'update', size: -1 })], { field: 'changes: size' }],
  [() => badNumber(), [changed({ action: 'execute', price: undefined, size: 'x' })], { field: 'changes: size' }],
  [() => badNumber(), [{ ...last(orders), changes: [null] as never }], { field: 'changes' }],
  [
    () => crossedQuote(),
    [{ ...quote, askPrice: quote.bidPrice }],
    { facts: { bid: quote.bidPrice, ask: quote.bidPrice, crossedBy: 0 } },
  ],
  [
    () => crossedQuote(),
    [
      {
        ...last(plainEvents('OrderBookSnapshot', 1)),
        bids: [
          [1, 1],
          ['100.5', '1'],
        ],
        asks: [
          [101, 1],
          ['100.25', '1'],
        ],
      },
    ],
    { facts: { bid: 100.5, ask: 100.25, crossedBy: 0.25 } },
  ],
  [() => inconsistentBar(), [{ ...bar, high: bar.low }], { field: 'high' }],
  [() => inconsistentBar(), [{ ...bar, low: bar.close + 0.001 }], { field: 'low' }],
  [() => inconsistentBar(), [{ ...bar, closeTime: bar.openTime }], { field: 'closeTime' }],
  [
    () => farOpen(),
    [bar, { ...bar, open: 2 * bar.close, openTime: bar.closeTime }],
    { facts: { previousClose: bar.close, gap: 1 } },
  ],
  [() => flatRun({ bars: 3 }), [1, 2, 3].map((n) => ({ ...bar, ts: bar.ts + n, volume: 0 })), { facts: { run: 3 } }],
  [
    () => outsideBand({ reference: 100, fraction: 0.1 }),
    [{ ...trade, price: 110.5 }],
    { facts: { lowest: 90, highest: 110 } },
  ],
  [() => outsideBand({ low: 50 }), [{ ...quote, bidPrice: 49 }], { field: 'bidPrice', facts: { lowest: 50 } }],
  [() => spike(), [...trades, { ...trade, price: 1_000 }], { field: 'price', value: 1_000 }],
  [() => spike(), [...quotes, { ...quote, askPrice: 1_000 }], { field: 'bidPrice' }],
  [() => spike(), [...bars, { ...bar, close: 150 }], { field: 'close', value: 150 }],
]

describe('each check', () => {
  it.each(EXAMPLES.map(([rule, events, found]) => [rule().key, rule, events, found] as const))(
    'A2 A8 B3 D7: %s says what is wrong and with which numbers',
    (_, rule, events, found) => {
      const checker = qualityCheck([rule()])
      const verdicts = events.map((event) => checker.update(event))
      expect(verdicts.slice(0, -1).filter(({ status }) => status !== 'ok')).toEqual([])
      expect(last(verdicts).reasons).toEqual([expect.objectContaining({ check: rule().check, ...found })])
    },
  )

  const cases = EXAMPLES.flatMap(([rule, faulty]) =>
    qualityCheckConformance({ rule, faulty }).map((one) => [rule().key, one.name, one] as const),
  )
  it.each(cases)('%s: %s', (_key, _name, { run }) => run())

  it('but `stale` and `offStep`, which need a clock and an instrument, is among the examples', () => {
    const known = Object.values(checks)
      .filter((one) => typeof one === 'function' && 'metadata' in one)
      .map(({ name }) => name)
    const tried = new Set([...EXAMPLES.map(([rule]) => rule().check), 'stale', 'offStep'])
    expect(known.filter((name) => !tried.has(name))).toEqual([])
    expect(defaultRules().map(({ check }) => check)).toEqual(
      known.filter((name) => !['repeated', 'outsideBand'].includes(name)).sort((a, b) => order(a) - order(b)),
    )
  })

  it.each<[string, () => QualityRule]>([
    ['a misspelt option', () => spike({ windows: 3 } as object)],
    ['a window of 1', () => spike({ window: 1 })],
    ['a negative distance', () => spike({ leastMove: -1 })],
    ['NaN', () => stale({ staleAfterMs: NaN })],
    ['an unknown action', () => stale({ action: 'drop' as 'flag' })],
    ['an event it cannot judge', () => farOpen({ events: ['TradeTick'] })],
    ['an action for such an event', () => farOpen({ action: { TradeTick: 'flag' } })],
    ['no event at all', () => farOpen({ events: [] })],
    ['half of a band', () => outsideBand({ reference: 3 })],
    ['an empty band', () => outsideBand({ low: 3, high: 2 })],
    ['no band', () => outsideBand()],
    ['text for a flag', () => crossedQuote({ allowLocked: 'yes' as unknown as boolean })],
    ['no instrument', () => spike({ instruments: [] })],
  ])('refuses %s with a typed error', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(BAD|UNKNOWN)_PARAMETER$/) }))
  })
})

describe('what some of them let pass', () => {
  it('A15: a clock that is 1.27 s behind the exchange is no future, and is made visible', () => {
    const checker = qualityCheck()
    for (const event of trades) expect(checker.update({ ...event, tsRecv: event.ts - 1_273 }).status).toBe('ok')
    const measures = checker.measures(trade.instrumentId)
    expect(measures['TradeTick']?.['futureTime']).toEqual({ leastDelayMs: -1_273, newestDelayMs: -1_273 })
  })

  it('ids that are not counted have no gaps, counted ones have one each time', () => {
    const sparse = qualityCheck([sequenceGap()])
    for (const event of trades)
      expect(sparse.update({ ...event, tradeId: `${7 * Number(event.tradeId)}` }).status).toBe('ok')
    const counted = qualityCheck([sequenceGap({ countedAfter: 0 })])
    const status = trades.map((event) => counted.update({ ...event, tradeId: `${7 * Number(event.tradeId)}` }).status)
    expect(status.filter((one) => one === 'flagged')).toHaveLength(99)
  })

  it('a change of level is followed, even if its first prices are rejected', () => {
    const checker = qualityCheck([spike({ action: 'reject', window: 20 })])
    for (const event of trades) checker.update(event)
    const statuses = trades.map((event) => checker.update({ ...event, price: 2 * event.price }).status)
    expect(statuses.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'rejected'))
    expect(statuses.slice(12)).toEqual(Array.from({ length: 88 }, () => 'ok'))
  })

  it('C1: a newest time that was wrong goes back after enough late events', () => {
    const checker = qualityCheck([outOfOrder({ resetAfter: 10 })])
    checker.update({ ...trade, ts: trade.ts + 1e9 })
    const statuses = trades.map((event) => checker.update(event).status)
    expect(statuses.indexOf('ok')).toBe(10)
    expect(statuses.slice(10).every((status) => status === 'ok')).toBe(true)
  })

  it('A2: a side of a quote may be empty where that is allowed, its price then says nothing', () => {
    const checker = qualityCheck([badNumber({ allowEmptySides: true })])
    for (const bidPrice of [NaN, 0, -1]) expect(checker.update({ ...quote, bidPrice, bidSize: 0 }).status).toBe('ok')
    expect(checker.update({ ...quote, bidPrice: NaN, bidSize: null }).status).toBe('rejected')
  })

  it('A8: an id of a rejected event may come again, and is known once it was let pass', () => {
    const checker = qualityCheck([badNumber(), duplicate()])
    const statuses = [{ ...trade, price: NaN }, trade, trade].map((event) => checker.update(event).status)
    expect(statuses).toEqual(['rejected', 'ok', 'rejected'])
  })

  it('forming bars are not taken for opens, repeats or runs', () => {
    const checker = qualityCheck([farOpen(), flatRun({ bars: 2 }), spike(), outOfOrder()])
    const forming: Bar = { ...bar, isFinal: false, volume: 0 }
    expect([bar, forming, forming, forming, bar].map((event) => checker.update(event).status)).toEqual(
      Array.from({ length: 5 }, () => 'ok'),
    )
  })

  it('E9: off step is said where the instrument is known, and nowhere else', () => {
    const demo = instrument({ symbol: 'DEMO/USD', venue: 'synthetic', quote: 'USD', tickSize: 0.01, lotSize: 0.5 })
    const off: TradeTick = { ...trade, price: 100.005 }
    const half: QuoteTick = { ...quote, bidSize: 0.25 }
    const informed = qualityCheck([offStep()], { instruments: [demo] })
    expect([trade, off, half, quote].map((event) => informed.update(event).reasons[0]?.facts)).toEqual([
      undefined,
      { tickSize: 0.01 },
      { lotSize: 0.5 },
      undefined,
    ])
    expect(qualityCheck([offStep()]).update(off).status).toBe('ok')
  })

  it('A9: silence is told once, by our clock, and again after the next event', () => {
    const checker = qualityCheck([stale({ staleAfterMs: 1_000 })])
    const at = trade.tsRecv ?? 0
    checker.update(trade)
    checker.update(quote)
    expect(checker.advance(at + 1_000)).toEqual([])
    const told = checker.advance(at + 1_001)
    expect(told.map(({ event }) => event)).toEqual(
      [trade, quote].map(() => ({
        type: 'StreamGap',
        instrumentId: trade.instrumentId,
        ts: at + 1_001,
        from: trade.ts,
        to: null,
        reason: 'stale',
      })),
    )
    expect(told[0]?.verdict.reasons[0]?.facts).toEqual({ silentMs: 1_001, since: at })
    expect(checker.advance(at + 9_000)).toEqual([])
    checker.update({ ...trade, tsRecv: at + 9_500 })
    expect(checker.advance(at + 11_000)).toHaveLength(1)
    expect(checker.counts().silences).toBe(3)
  })
})

const ORDER = defaultRules().map(({ check }) => check)
function order(name: string): number {
  return ORDER.indexOf(name)
}

/** A message that changes one order, in a way that it did not. */
function changed(change: object): MarketEvent {
  const message = last(orders)
  return { ...message, changes: [{ ...message.changes[0]!, ...change }] }
}
