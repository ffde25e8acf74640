import fc from 'fast-check'
import type { ScriptedOrder } from '../reference-script.js'
import { anyScriptFor } from '../venue-orders.js'

/** Prices in ticks, sizes in lots; times are halves, so that nothing ends at the very moment of an event. */
export type DeskEvent =
  | {
      readonly kind: 'print'
      readonly ts: number
      readonly side: 1 | -1
      readonly ticks: number
      readonly lots: number
    }
  | {
      readonly kind: 'message'
      readonly ts: number
      readonly levels: readonly (readonly [side: 1 | -1, ticks: number, lots: number])[]
    }

export interface DeskCase {
  readonly events: readonly DeskEvent[]
  readonly script: readonly ScriptedOrder[]
  readonly queue: 'riskAverse' | 'linear' | 'tradeThrough'
  readonly throughFill: 'shown' | 'whole'
  readonly beyondDepth: 'cancel' | 'last_level'
  readonly liquidityConsumption: boolean
  /** Whole units of money. */
  readonly cash: number
  readonly dayMs: number
}

const MIDDLE = 100

const side = fc.constantFrom(1 as const, -1 as const)
const step = fc.record({
  isPrint: fc.boolean(),
  wait: fc.constantFrom(1, 250, 7_000),
  drift: fc.constantFrom(0, 0, 0, 1, -1, 3, -3),
  side,
  away: fc.integer({ min: -2, max: 3 }),
  lots: fc.constantFrom(1, 3, 10, 40, 150),
  levels: fc.array(fc.tuple(side, fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1, 5, 20, 60)), {
    minLength: 1,
    maxLength: 4,
  }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Books and prints around a middle that drifts, and orders of every kind, alone and linked. */
export const deskCase: fc.Arbitrary<DeskCase> = fc
  .array(step, { minLength: 5, maxLength: 50 })
  .map(marketOf)
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      script: anyScriptFor(events.map((event) => ({ kind: 'print', ts: event.ts, price: middleOf(event), lots: 0 }))),
      queue: fc.constantFrom('riskAverse', 'linear', 'tradeThrough'),
      throughFill: fc.constantFrom('shown', 'shown', 'whole'),
      beyondDepth: fc.constantFrom('cancel', 'last_level'),
      liquidityConsumption: fc.constantFrom(true, true, false),
      cash: fc.constantFrom(800, 10_000, 10_000),
      dayMs: fc.constantFrom(9_000, 60_000),
    }),
  )
  .map(({ script, ...rest }) => ({
    ...rest,
    // What is sent with the last event is lost.
    script: script.map((one) => plainer(one, rest.events.length - 2)),
  }))

function plainer({ expireTs, change, cancelAt, at, ...one }: ScriptedOrder, last: number): ScriptedOrder {
  return {
    ...one,
    postOnly: false,
    at: Math.max(1, Math.min(at, last)),
    cancelAt: cancelAt === null ? null : Math.min(cancelAt, last),
    ...(expireTs === undefined ? {} : { expireTs: Math.floor(expireTs) + 0.25 }),
    ...(change === undefined ? {} : { change: { ...change, at: Math.min(change.at, last) } }),
  }
}

function middleOf(event: DeskEvent): number {
  return event.kind === 'print' ? event.ticks : MIDDLE
}

function marketOf(steps: readonly Step[]): DeskEvent[] {
  let ts = 0.5
  let middle = MIDDLE
  const first: DeskEvent[] = [
    { kind: 'print', ts, side: 1, ticks: MIDDLE, lots: 1 },
    {
      kind: 'message',
      ts: ++ts,
      levels: [
        [1, MIDDLE - 1, 20],
        [1, MIDDLE - 2, 60],
        [-1, MIDDLE, 20],
        [-1, MIDDLE + 1, 60],
      ],
    },
  ]
  const rest = steps.flatMap(({ isPrint, wait, drift, side, away, lots, levels }): DeskEvent[] => {
    middle = Math.max(20, middle + drift)
    ts += wait
    if (isPrint) return [{ kind: 'print', ts, side, ticks: middle + side * away, lots }]
    const told = levels.map(([of, behind, size]) => [of, of > 0 ? middle - 1 - behind : middle + behind, size] as const)
    return [{ kind: 'message', ts, levels: told }]
  })
  const quiet: DeskEvent = { kind: 'message', ts: ts + 10, levels: [[1, 10, 1]] }
  return [...first, ...rest, quiet]
}
