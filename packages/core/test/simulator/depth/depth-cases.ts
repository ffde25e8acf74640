import fc from 'fast-check'

/** One thing that the data say, in whole ticks and lots; times never run backwards. */
export type DepthEvent =
  | {
      readonly kind: 'message'
      readonly ts: number
      readonly isSnapshot: boolean
      readonly levels: readonly (readonly [side: number, ticks: number, lots: number])[]
    }
  | { readonly kind: 'gap'; readonly ts: number }
  | {
      readonly kind: 'print'
      readonly ts: number
      readonly side: number
      readonly ticks: number
      readonly lots: number
    }

/** An order of the script, sent right after the event of that place. */
export interface ScriptOrder {
  readonly at: number
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly limit: number | null
  readonly stop: number | null
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK'
  readonly postOnly: boolean
  /** Event after which its cancel is sent. */
  readonly cancelAt: number | null
}

export type QueueName = 'tradeThrough' | 'riskAverse' | 'linear' | 'cubic2' | 'cubic3'

export interface DepthCase {
  readonly events: readonly DepthEvent[]
  readonly orders: readonly ScriptOrder[]
  readonly queue: QueueName
  readonly entryMs: number
  readonly responseMs: number
  readonly feedMs: number
  readonly computeMs: number
  readonly throughFill: 'shown' | 'whole'
  readonly beyondDepth: 'cancel' | 'last_level'
  readonly liquidityConsumption: boolean
}

const side = fc.constantFrom(1, -1)
/** A book around 100 ticks: bids below, asks from there on; now and then one crosses. */
const level = fc
  .tuple(side, fc.integer({ min: -1, max: 4 }), fc.integer({ min: 0, max: 8 }))
  .map(([of, away, lots]) => [of, of > 0 ? 99 - away : 100 + away, lots] as const)

const waits = fc.integer({ min: 0, max: 3 })

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      ts: waits,
      isSnapshot: fc.constant(false),
      levels: fc.array(level, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      ts: waits,
      isSnapshot: fc.constant(true),
      levels: fc.array(level, { minLength: 2, maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('gap' as const), ts: waits }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('print' as const),
      ts: waits,
      side,
      ticks: fc.integer({ min: 96, max: 103 }),
      lots: fc.integer({ min: 1, max: 9 }),
    }),
  },
)

const order = fc.record({
  at: fc.integer({ min: 0, max: 30 }),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  lots: fc.integer({ min: 1, max: 12 }),
  limit: fc.option(fc.integer({ min: 96, max: 103 }), { freq: 6 }),
  stop: fc.option(fc.integer({ min: 97, max: 102 })),
  timeInForce: fc.constantFrom('GTC' as const, 'GTC' as const, 'GTC' as const, 'IOC' as const, 'FOK' as const),
  postOnly: fc.constantFrom(false, false, false, true),
  cancelAt: fc.option(fc.integer({ min: 0, max: 40 })),
})

/** Random books, prints, gaps and orders under random rules. */
export const depthCase: fc.Arbitrary<DepthCase> = fc
  .record({
    events: fc.array(event, { minLength: 10, maxLength: 40 }),
    orders: fc.array(order, { minLength: 1, maxLength: 8 }),
    queue: fc.constantFrom('tradeThrough', 'riskAverse', 'riskAverse', 'linear', 'cubic2', 'cubic3'),
    entryMs: fc.integer({ min: 0, max: 4 }),
    responseMs: fc.integer({ min: 0, max: 5 }),
    feedMs: fc.integer({ min: 0, max: 2 }),
    computeMs: fc.integer({ min: 0, max: 1 }),
    throughFill: fc.constantFrom('shown' as const, 'shown' as const, 'whole' as const),
    beyondDepth: fc.constantFrom('cancel' as const, 'last_level' as const),
    liquidityConsumption: fc.constantFrom(true, true, false),
  })
  .map(({ events, orders, ...rules }) => {
    let now = 0
    const timed = events.map((one) => ({ ...one, ts: (now += one.ts) }) as DepthEvent)
    const first: DepthEvent = {
      kind: 'message',
      ts: 0,
      isSnapshot: true,
      levels: [
        [1, 99, 5],
        [1, 98, 7],
        [-1, 100, 4],
        [-1, 101, 6],
      ],
    }
    // A stop that sleeps does not refuse to take; the two are tried apart.
    const given = orders.map((one) => ({
      ...one,
      stop: one.stop !== null && one.at % 4 === 0 ? one.stop : null,
      postOnly: one.postOnly && one.limit !== null && one.timeInForce === 'GTC' && one.at % 4 !== 0,
    }))
    return { ...(rules as Omit<DepthCase, 'events' | 'orders'>), events: [first, ...timed], orders: given }
  })
