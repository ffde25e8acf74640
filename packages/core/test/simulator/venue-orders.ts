import fc from 'fast-check'
import type { ScriptedChange, ScriptedLink, ScriptedOrder, ScriptedTrail, VenueEvent } from './reference-script.js'

const near = fc.integer({ min: -7, max: 7 })
const some = <T>(one: fc.Arbitrary<T>, freq = 3): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined, freq })

/** Distances from the price that is seen when the order is sent, in ticks. */
interface Shape {
  readonly limit?: number | undefined
  readonly stop?: number | undefined
  readonly touch?: number | undefined
  readonly trail?: ScriptedTrail | undefined
  readonly toLimit?: boolean | undefined
  readonly postOnly?: boolean | undefined
  readonly display?: number | undefined
}

const trail: fc.Arbitrary<ScriptedTrail> = fc
  .record({
    distance: fc.oneof(
      fc.record({ offset: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(150)) }),
      fc.record({ percent: fc.integer({ min: 1, max: 7 }) }),
    ),
    activation: some(fc.integer({ min: -2, max: 8 })),
    limitOffset: some(fc.integer({ min: 0, max: 4 })),
  })
  .map(({ distance, activation, limitOffset }) => ({
    ...distance,
    ...(activation === undefined ? {} : { activation }),
    ...(limitOffset === undefined ? {} : { limitOffset }),
  }))

const single: fc.Arbitrary<Shape> = fc.oneof(
  fc.constant({}),
  fc.constant({ toLimit: true }),
  fc.record({ limit: near, postOnly: some(fc.constant(true), 2) }),
  fc.record({ limit: near, display: fc.constantFrom(1, 2, 5) }),
  fc.record({ stop: near, limit: some(near) }),
  fc.record({ touch: near, limit: some(near) }),
  fc.record({ trail }),
)
const profit: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ limit: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ touch: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ touch: fc.integer({ min: 1, max: 6 }), limit: fc.integer({ min: 1, max: 6 }) }),
)
const loss: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ stop: fc.integer({ min: -6, max: -1 }) }),
  fc.record({ stop: fc.integer({ min: -6, max: -1 }), limit: fc.integer({ min: -8, max: -1 }) }),
  fc.record({ trail }),
)

interface Plan {
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly shapes: readonly Shape[]
  readonly kind: ScriptedLink['kind'] | null
}

const side = fc.constantFrom('buy' as const, 'buy' as const, 'sell' as const)
const lots = fc.constantFrom(1, 3, 10, 40, 150, 190)
const plan: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({ side, lots, shapes: fc.tuple(single), kind: fc.constant(null) }),
  fc.record({ side, lots, shapes: fc.tuple(single), kind: fc.constant(null) }),
  fc.record({
    side,
    lots,
    shapes: fc.array(single, { minLength: 2, maxLength: 3 }),
    kind: fc.constantFrom('oco' as const, 'ouo' as const),
  }),
  fc.record({ side, lots, shapes: fc.tuple(single, single, single), kind: fc.constant('oto' as const) }),
  fc.record({
    side: fc.constant('buy' as const),
    lots,
    shapes: fc.tuple(single, profit, loss),
    kind: fc.constant('bracket' as const),
  }),
)

const wishFor = (plan: fc.Arbitrary<Plan>) =>
  fc.record({
    at: fc.nat(59),
    plan,
    timeInForce: fc.constantFrom('GTC', 'GTC', 'GTC', 'GTC', 'IOC', 'FOK', 'GTD', 'DAY'),
    life: fc.integer({ min: 1, max: 150_000 }),
    reduceOnly: fc.constantFrom(false, false, false, true),
    patience: some(fc.integer({ min: 0, max: 8 }), 4),
    change: some(
      fc.record({ after: fc.integer({ min: 1, max: 4 }), lots: some(lots, 2), limit: some(near), stop: some(near, 5) }),
      2,
    ),
  })
type Wish = ReturnType<typeof wishFor> extends fc.Arbitrary<infer T> ? T : never

/** Orders of every kind, alone and linked. */
export function anyScriptFor(
  events: readonly VenueEvent[],
  plans: fc.Arbitrary<Plan> = plan,
): fc.Arbitrary<readonly ScriptedOrder[]> {
  return fc
    .array(wishFor(plans), { minLength: 1, maxLength: 14 })
    .map((wishes) => [entry, ...wishes.flatMap((one, group) => ordersOf(one, group, events))])
}

/** The same, each for one of two positions that are there from the second event on. */
export function hedgedScriptFor(events: readonly VenueEvent[]): fc.Arbitrary<readonly ScriptedOrder[]> {
  const legs = fc.array(fc.constantFrom(null, null, 'long' as const, 'short' as const, 'reduce' as const), {
    minLength: 60,
    maxLength: 60,
  })
  const shorts = plan.map((one) => (one.kind === 'bracket' ? { ...one, side: 'sell' as const } : one))
  return fc.tuple(anyScriptFor(events, fc.oneof(plan, shorts)), legs).map(([[first, ...rest], legs]) => [
    first as ScriptedOrder,
    { ...entry, side: 'sell', lots: 45 },
    ...rest.map((one, i) => {
      const leg = legs[i % legs.length] ?? null
      if (leg === null || one.link?.kind === 'bracket') return one
      if (leg === 'reduce') return { ...one, reduceOnly: true }
      return one.reduceOnly === true ? one : { ...one, leg }
    }),
  ])
}

/** Something to sell from the second event on. */
const entry: ScriptedOrder = {
  at: 0,
  side: 'buy',
  lots: 60,
  limit: null,
  stop: null,
  timeInForce: 'GTC',
  cancelAt: null,
}

function ordersOf(one: Wish, group: number, events: readonly VenueEvent[]): ScriptedOrder[] {
  const at = one.at % events.length
  const event = events[at] as VenueEvent
  const seen = event.kind === 'bar' ? event.close : event.price
  const now = event.kind === 'bar' ? event.closeTime : event.ts
  const { kind, shapes, side, lots } = one.plan
  return shapes.map((shape, i) => {
    const role = roleOf(kind, i)
    const isExit = role === 'profit' || role === 'loss' || role === 'child'
    const opposite = side === 'buy' ? 'sell' : 'buy'
    const mayPost = one.timeInForce !== 'IOC' && one.timeInForce !== 'FOK'
    // One of a group is enough to change or to cancel.
    const isChosen = i === group % shapes.length
    const { limit, stop, touch, trail, toLimit, postOnly, display } = shape
    const { activation, ...distance } = trail ?? {}
    // A bracket whose exits stand the wrong way round is refused.
    const isMirrored = isExit && kind === 'bracket' && side === 'sell'
    const price = (offset: number): number => seen + (isMirrored ? -offset : offset)
    const sign = (isExit ? opposite : side) === 'sell' ? 1 : -1
    const change = one.change && changeOf(one.change, at, price, shape)
    return {
      at,
      side: isExit ? opposite : side,
      lots,
      limit: limit === undefined ? null : price(limit),
      stop: stop === undefined ? null : price(stop),
      timeInForce: one.timeInForce as ScriptedOrder['timeInForce'],
      cancelAt: one.patience === undefined || !isChosen ? null : at + one.patience,
      ...(touch === undefined ? {} : { touch: price(touch) }),
      ...(trail === undefined
        ? {}
        : { trail: { ...distance, ...(activation === undefined ? {} : { activation: price(sign * activation) }) } }),
      ...(toLimit === undefined ? {} : { toLimit }),
      ...(postOnly === undefined || !mayPost ? {} : { postOnly }),
      ...(display === undefined ? {} : { display }),
      ...(one.timeInForce === 'GTD' ? { expireTs: now + one.life } : {}),
      ...(one.reduceOnly && !isExit && side === 'sell' ? { reduceOnly: true } : {}),
      ...(isChosen && change !== undefined ? { change } : {}),
      ...(kind === null ? {} : { link: { group, kind, role: role as ScriptedLink['role'] } }),
    }
  })
}

function roleOf(kind: Plan['kind'], i: number): ScriptedLink['role'] | null {
  if (kind === null) return null
  if (kind === 'oco' || kind === 'ouo') return 'peer'
  if (i === 0) return 'entry'
  if (kind === 'oto') return 'child'
  return i === 1 ? 'profit' : 'loss'
}

function changeOf(
  { after, lots, limit, stop }: NonNullable<Wish['change']>,
  at: number,
  price: (offset: number) => number,
  shape: Shape,
): ScriptedChange | undefined {
  const asked = {
    ...(lots === undefined ? {} : { lots }),
    ...(limit === undefined || shape.limit === undefined ? {} : { limit: price(limit) }),
    ...(stop === undefined || (shape.stop === undefined && shape.touch === undefined) ? {} : { stop: price(stop) }),
  }
  return Object.keys(asked).length === 0 ? undefined : { at: at + after, ...asked }
}
