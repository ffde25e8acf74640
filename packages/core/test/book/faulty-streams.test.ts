import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binanceFutures,
  binanceSpot,
  BookSync,
  gate,
  mexcContract,
  mexcSpot,
  type BookNotice,
  type BookRule,
  type BookSyncOptions,
} from '../../src/book/index.js'
import type { OrderBookDelta, OrderBookSnapshot } from '../../src/market/index.js'
import { Venue, type Change } from './venue.js'

const KINDS = [
  'delta',
  'lost',
  'twice',
  'late',
  'repeated',
  'bad',
  'bad, then good',
  'answer',
  'old answer',
  'failure',
  'old snapshot',
  'pushed snapshot',
  'pause',
  'restart',
  'saved and restored',
] as const

interface Step {
  readonly kind: (typeof KINDS)[number]
  readonly changes: readonly Change[]
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ side: fc.constant('bids' as const), price: fc.integer({ min: 1, max: 12 }), size: fc.nat(4) }),
  fc.record({ side: fc.constant('asks' as const), price: fc.integer({ min: 13, max: 24 }), size: fc.nat(4) }),
)

function script(updates: number): fc.Arbitrary<readonly Step[]> {
  const changes = fc.array(change, { minLength: 1, maxLength: updates, size: 'max' })
  const kind = fc.oneof(
    { weight: 8, arbitrary: fc.constant('delta' as const) },
    { weight: 4, arbitrary: fc.constant('answer' as const) },
    { weight: 8, arbitrary: fc.constantFrom(...KINDS) },
  )
  return fc.array(fc.record({ kind, changes }), { minLength: 1, maxLength: 120, size: 'max' })
}

type Seen = Record<(typeof KINDS)[number] | 'gap' | 'resync' | 'right', number>

/** Plays a script; throws where a book that says it is right is not, or where it does not become right again. */
function play(rule: BookRule, steps: readonly Step[], seen: Seen): void {
  let request: number | null = null
  const options: BookSyncOptions = {
    instrumentId: 'TEST',
    rule,
    tickSize: 1,
    maxBuffered: 8,
    retry: { attempts: 3, baseMs: 50, timeoutMs: 400 },
    onNotice(notice: BookNotice) {
      if (notice.type === 'SnapshotRequested') request = notice.request
      if (notice.type === 'StreamGap' && notice.to === null) seen.gap++
      if (notice.type === 'StreamGap' && notice.to !== null) seen.resync++
    },
  }
  let sync = new BookSync(options)
  let venue = new Venue(100)
  let now = 1_000
  let held: OrderBookDelta | null = null
  let recent: OrderBookDelta[] = []
  let old: OrderBookSnapshot = venue.snapshot(now)

  const check = (): void => {
    if (!sync.isValid) return
    seen.right++
    if (!venue.agrees(sync)) throw new Error(`a wrong book at ${sync.sequence}`)
  }
  const send = (event: OrderBookDelta | OrderBookSnapshot): void => {
    const before = sync.counters.applied
    const changed = sync.apply(event)
    if (!sync.isValid && changed) throw new Error('a change was published of a book that is not right')
    if (event.type === 'OrderBookDelta' && !changed && sync.isValid && sync.counters.applied !== before)
      throw new Error('a change was not published')
    check()
  }
  const answer = (snapshot: OrderBookSnapshot): void => {
    sync.applySnapshot(snapshot, request ?? 0)
    check()
  }
  const bad = (delta: OrderBookDelta): OrderBookDelta => ({ ...delta, asks: [...delta.asks, ['0x10', '1']] })

  const actions: Record<Step['kind'], (delta: () => OrderBookDelta) => void> = {
    delta: (delta) => send(delta()),
    lost: (delta) => void delta(),
    twice: (delta) => {
      const sent = delta()
      send(sent)
      send(sent)
    },
    repeated: () => {
      const earlier = recent.at(-3)
      if (earlier !== undefined) send(earlier)
    },
    late: (delta) => void (held = delta()),
    bad: (delta) => send(bad(delta())),
    'bad, then good': (delta) => {
      const sent = delta()
      send(bad(sent))
      send(sent)
    },
    answer: () => answer(venue.snapshot(now)),
    'old answer': () => answer(old),
    failure: () => sync.snapshotFailed(now),
    'old snapshot': () => send(old),
    'pushed snapshot': () => {
      old = venue.snapshot(now)
      send(old)
    },
    pause: () => sync.advance((now += 300)),
    restart: () => {
      const earlier = [venue.snapshot(now), request] as const
      sync.disconnect(now)
      sync.connect((now += 20))
      venue = new Venue(now % 7 === 0 ? 20 : now * 3)
      old = venue.snapshot(now)
      held = null
      recent = []
      if (earlier[1] !== null) sync.applySnapshot(earlier[0], earlier[1])
      if (sync.isValid) throw new Error('a book of the connection before')
    },
    'saved and restored': () => {
      const copy = new BookSync(options)
      copy.restore(structuredClone(sync.snapshot()))
      expect(copy.snapshot()).toEqual(sync.snapshot())
      sync = copy
    },
  }
  for (const { kind, changes } of steps) {
    now += 10
    seen[kind]++
    const before: OrderBookDelta | null = held
    actions[kind](() => {
      const delta = venue.delta(now, changes)
      recent.push(delta)
      return delta
    })
    if (before !== null && before === held) {
      held = null
      send(before)
    }
  }
  send(venue.delta(++now, [{ side: 'bids', price: 3, size: 7 }]))
  for (let round = 0; round < 8 && !sync.isValid; round++) {
    if (sync.state === 'down') sync.connect(now)
    sync.advance((now += 60_000))
    send(venue.delta(now, [{ side: 'bids', price: 1, size: round }]))
    answer(venue.snapshot(now))
  }
  if (!sync.isValid) throw new Error(`not right in the end: ${sync.state}`)
  send(venue.delta(++now, [{ side: 'bids', price: 2, size: 7 }]))
  if (!sync.isValid || sync.sequence !== venue.snapshot(now).sequence) throw new Error('did not follow in the end')
}

function nothingSeen(): Seen {
  return Object.fromEntries([...KINDS, 'gap', 'resync', 'right'].map((name) => [name, 0])) as Seen
}

describe('a book from a faulty stream', () => {
  it.each([
    [binanceSpot.name, binanceSpot, 3],
    [binanceFutures.name, binanceFutures, 3],
    [gate.name, gate, 3],
    [mexcSpot.name, mexcSpot, 3],
    [mexcContract.name, mexcContract, 1],
  ])('A8, B1, B2, B7: is right whenever it says so, and becomes right again: %s', (_, rule, updates) => {
    const seen = nothingSeen()
    fc.assert(
      fc.property(script(updates), (steps) => play(rule, steps, seen)),
      { numRuns: 150 },
    )
    expect(Object.entries(seen).filter(([, count]) => count < 100)).toEqual([])
  })

  it.each<[string, Partial<BookRule>]>([
    ['ignores gaps', { next: (last, { sequence }) => (sequence <= last ? 'old' : 'follows') }],
    ['takes deltas again', { next: (last, { firstSequence }) => (firstSequence <= last + 1 ? 'follows' : 'gap') }],
    ['takes any snapshot', { first: (last, { sequence }) => (sequence <= last ? 'old' : 'follows') }],
    ['calls everything a gap', { next: () => 'gap' }],
  ])('is found wrong under a rule that %s', (_, fault) => {
    const rule = { ...binanceSpot, ...fault }
    const found = fc.check(
      fc.property(script(3), (steps) => play(rule, steps, nothingSeen())),
      { numRuns: 300 },
    )
    expect(found.failed).toBe(true)
  })
})
