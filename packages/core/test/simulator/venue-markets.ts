import fc from 'fast-check'
import type { FillModel } from '../../src/index.js'
import { anyScriptFor, hedgedScriptFor } from './venue-orders.js'
import type { ScriptedOrder, ScriptedSessions, VenueEvent } from './reference-script.js'

/** A market, the orders that a strategy sends into it, and how the venue fills them. */
export interface VenueCase {
  readonly events: readonly VenueEvent[]
  readonly script: readonly ScriptedOrder[]
  readonly model: FillModel
  /** Whole units of money. */
  readonly cash: number
  /** In 10^-7 of notional. */
  readonly maker: number
  readonly taker: number
  /** Length of a day of `DAY` orders. */
  readonly dayMs: number
  /** On a linear contract, held long and short at once. */
  readonly hedge?: boolean
  /** UTC days unless said. */
  readonly sessions?: ScriptedSessions
}

const MINUTE = 60_000
const START_TICKS = 100

const barEvents: fc.Arbitrary<readonly VenueEvent[]> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 1, -1, 4, -4, 9, -9),
      close: fc.integer({ min: -5, max: 5 }),
      above: fc.integer({ min: 0, max: 6 }),
      below: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 3, maxLength: 40 },
  )
  .map((steps) => {
    let last = START_TICKS
    return steps.map((step, i) => {
      const open = Math.max(20, last + step.gap)
      const close = Math.max(20, open + step.close)
      last = close
      return {
        kind: 'bar',
        openTime: i * MINUTE,
        closeTime: (i + 1) * MINUTE,
        open,
        high: Math.max(open, close) + step.above,
        low: Math.min(open, close) - step.below,
        close,
      }
    })
  })

const printEvents: fc.Arbitrary<readonly VenueEvent[]> = fc
  .array(
    fc.record({
      wait: fc.constantFrom(0, 1, 250, 7_000),
      move: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-9, 9, 12)),
      lots: fc.constantFrom(0, 1, 2, 5, 20, 60, 400, 400),
    }),
    { minLength: 3, maxLength: 60 },
  )
  .map((steps) => {
    let price = START_TICKS
    let ts = 0
    return steps.map(({ wait, move, lots }) => {
      price = Math.max(20, price + move)
      ts += wait
      return { kind: 'print', ts, price, lots }
    })
  })

function scriptFor(events: readonly VenueEvent[]): fc.Arbitrary<readonly ScriptedOrder[]> {
  const near = fc.integer({ min: -7, max: 7 })
  return fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: events.length - 1 }),
        side: fc.constantFrom('buy', 'buy', 'sell'),
        lots: fc.constantFrom(1, 3, 10, 40, 150, 190, 195),
        limit: fc.option(near, { freq: 2 }),
        stop: fc.option(near, { freq: 2 }),
        timeInForce: fc.constantFrom('GTC', 'GTC', 'GTC', 'IOC', 'FOK'),
        patience: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 2 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .map((orders) =>
      orders.map(({ at, side, lots, limit, stop, timeInForce, patience }) => {
        const event = events[at] as VenueEvent
        const seen = event.kind === 'bar' ? event.close : event.price
        return {
          at,
          side: side as ScriptedOrder['side'],
          lots,
          limit: limit === null ? null : seen + limit,
          stop: stop === null ? null : seen + stop,
          timeInForce: timeInForce as ScriptedOrder['timeInForce'],
          cancelAt: patience === null ? null : at + patience,
        }
      }),
    )
}

const models: fc.Arbitrary<FillModel> = fc.record({
  marketOnBars: fc.constantFrom('next_open', 'next_open', 'this_close'),
  limitFill: fc.constantFrom('through', 'through', 'touch'),
  limitGap: fc.constantFrom('limit', 'open'),
  barPath: fc.constantFrom('adverse', 'favorable', 'ohlc', 'olhc', 'adaptive'),
  consumeLiquidity: fc.constantFrom(true, true, false),
})

function caseOf(
  events: fc.Arbitrary<readonly VenueEvent[]>,
  scriptFor: (events: readonly VenueEvent[]) => fc.Arbitrary<readonly ScriptedOrder[]>,
): fc.Arbitrary<VenueCase> {
  return events.chain((list) =>
    fc.record({
      events: fc.constant(list),
      script: scriptFor(list),
      model: models,
      cash: fc.constantFrom(485, 499, 500, 10_000),
      maker: fc.constantFrom(-2_500, 0, 1_003, 20_000),
      taker: fc.constantFrom(0, 7_511, 10_000),
      dayMs: fc.constantFrom(9_000, 4 * MINUTE),
    }),
  )
}

/** Orders at market, at a limit and at a stop. */
export const barCase: fc.Arbitrary<VenueCase> = caseOf(barEvents, scriptFor)
export const printCase: fc.Arbitrary<VenueCase> = caseOf(printEvents, scriptFor)
/** Orders of every kind, alone and linked. */
export const anyBarCase: fc.Arbitrary<VenueCase> = caseOf(barEvents, anyScriptFor)
export const anyPrintCase: fc.Arbitrary<VenueCase> = caseOf(printEvents, anyScriptFor)

/** Orders of every kind, many of them for the open or the close of short sessions. */
export const auctionBarCase: fc.Arbitrary<VenueCase> = withAuctions(
  fc.oneof(
    caseOf(barEvents, anyScriptFor),
    caseOf(barEvents, scriptFor),
    caseOf(sparse(barEvents), anyScriptFor),
    caseOf(sparse(barEvents), scriptFor),
  ),
  fc.constantFrom(
    { period: 5 * MINUTE, from: 0, to: 5 * MINUTE },
    { period: 5 * MINUTE, from: MINUTE, to: 4 * MINUTE },
    { period: 5 * MINUTE, from: MINUTE / 2, to: 4.5 * MINUTE },
    { period: MINUTE, from: 0, to: MINUTE },
    { period: MINUTE, from: MINUTE / 6, to: MINUTE / 2 },
    { period: MINUTE / 3, from: 0, to: MINUTE / 3 },
  ),
)
export const auctionPrintCase: fc.Arbitrary<VenueCase> = withAuctions(
  fc.oneof(caseOf(printEvents, anyScriptFor), caseOf(printEvents, scriptFor)),
  // Prints come at sums of 0, 1, 250 and 7,000, and no day ends with a session.
  fc.constantFrom(
    { period: 1_750, from: 1, to: 1_501 },
    { period: 7_000, from: 250, to: 7_000 },
    { period: 7_250, from: 1, to: 7_001 },
    { period: 15_000, from: 251, to: 14_001 },
  ),
)

function withAuctions(
  cases: fc.Arbitrary<VenueCase>,
  sessions: fc.Arbitrary<ScriptedSessions>,
): fc.Arbitrary<VenueCase> {
  const kinds = fc.array(fc.constantFrom(null, 'OPG' as const, 'CLS' as const), { minLength: 60, maxLength: 60 })
  return fc.tuple(cases, sessions, kinds).map(([given, sessions, kinds]) => ({
    ...given,
    sessions,
    dayMs: given.dayMs + 1_123,
    script: given.script.map((one, i) => {
      const { stop, touch, trail, toLimit, postOnly, display, expireTs } = one
      const isPlain = [touch, trail, toLimit, postOnly, display].every((field) => field === undefined) && stop === null
      const timeInForce = isPlain && i > 0 ? kinds[i % kinds.length] : null
      if (timeInForce === null || timeInForce === undefined)
        return expireTs === undefined ? one : { ...one, expireTs: expireTs + 0.25 }
      const { expireTs: _, ...rest } = one
      return { ...rest, timeInForce }
    }),
  }))
}

/** Orders of every kind for one of the two positions of hedge mode. */
export const hedgedBarCase: fc.Arbitrary<VenueCase> = hedged(caseOf(barEvents, hedgedScriptFor))
export const hedgedPrintCase: fc.Arbitrary<VenueCase> = hedged(caseOf(printEvents, hedgedScriptFor))

function hedged(cases: fc.Arbitrary<VenueCase>): fc.Arbitrary<VenueCase> {
  return cases.map((given) => ({ ...given, hedge: true, cash: 10_000_000 }))
}

/** Bars between which some are missing. */
function sparse(events: fc.Arbitrary<readonly VenueEvent[]>): fc.Arbitrary<readonly VenueEvent[]> {
  return fc
    .tuple(events, fc.array(fc.constantFrom(0, 0, 0, 1, 3, 7), { minLength: 40, maxLength: 40 }))
    .map(([list, gaps]) => {
      let shift = 0
      return list.map((event, i) => {
        shift += (gaps[i % gaps.length] as number) * MINUTE
        if (event.kind === 'print') return event
        return { ...event, openTime: event.openTime + shift, closeTime: event.closeTime + shift }
      })
    })
}
