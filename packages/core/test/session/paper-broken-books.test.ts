import fc from 'fast-check'
import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { binanceFutures, binanceSpot } from '../../src/book/index.js'
import { strategy, type BookLevel, type OrderBookDelta, type OrderBookSnapshot } from '../../src/index.js'
import { book, depthVenue, type BookSynchronisation } from '../../src/session/trading.js'
import { LiveMarket, START } from './live-market.js'
import { COIN } from './recorded-rows.js'
import { start } from './watched-session.js'

type Sides = Readonly<Record<'bids' | 'asks', ReadonlyMap<number, number>>>

/** A venue of which every state is remembered: what a right book must show after each of its updates. */
class RememberingVenue {
  readonly states: Sides[] = [{ bids: new Map([[100, 1]]), asks: new Map([[101, 1]]) }]
  readonly #isFutures: boolean
  #last = 0

  constructor(isFutures: boolean) {
    this.#isFutures = isFutures
  }

  get newest(): number {
    return this.states.length - 1
  }

  /** Some updates in one message. */
  trade(changes: readonly Change[]): OrderBookDelta {
    const first = this.newest + 1
    const changed = { bids: new Map<number, number>(), asks: new Map<number, number>() }
    for (const { isBid, away, size } of changes) {
      const side = isBid ? 'bids' : 'asks'
      const price = isBid ? 100 - away : 101 + away
      const state = this.states.at(-1)!
      this.states.push({ ...state, [side]: new Map(state[side]).set(price, size) })
      changed[side].set(price, size)
    }
    const numbers = {
      firstSequence: first,
      sequence: this.newest,
      ...(this.#isFutures && { previousSequence: this.#last }),
    }
    this.#last = this.newest
    return { type: 'OrderBookDelta', instrumentId: COIN.id, ts: START, ...numbers, ...levelsOf(changed) }
  }

  snapshot(sequence: number = this.newest): OrderBookSnapshot {
    return {
      type: 'OrderBookSnapshot',
      instrumentId: COIN.id,
      ts: START,
      sequence,
      ...levelsOf(this.states[sequence]!),
    }
  }
}

interface Change {
  readonly isBid: boolean
  readonly away: number
  readonly size: number
}

const changes = fc.array(
  fc.record({ isBid: fc.boolean(), away: fc.integer({ min: 0, max: 5 }), size: fc.integer({ min: 0, max: 9 }) }),
  { minLength: 1, maxLength: 3 },
)
const NEWS = ['arrives', 'arrives', 'arrives', 'arrives', 'arrives', 'lost', 'garbled', 'copied', 'late'] as const
const OTHERS = ['answer', 'answer', 'stale answer', 'failure', 'disconnect', 'reconnect', 'snapshot'] as const
const steps = fc.array(
  fc.record({ what: fc.constantFrom(...NEWS, ...OTHERS), changes, waitMs: fc.constantFrom(0, 20, 900) }),
  {
    minLength: 30,
    maxLength: 120,
  },
)

describe('a live book over a broken line', () => {
  it.each(['spot', 'futures', 'numbered'] as const)(
    'B1 B3 B9: %s: is never shown as valid unless it is the venue’s, and comes back with a snapshot',
    async (kind) => {
      const seen = { valid: 0, invalid: 0, lost: 0, fetched: 0, gaps: 0 }
      await fc.assert(
        fc.asyncProperty(steps, async (steps) => {
          const venue = new RememberingVenue(kind === 'futures')
          const market = new LiveMarket()
          const asked: Subject<OrderBookSnapshot>[] = []
          const sync: BookSynchronisation = {
            rule: kind === 'futures' ? binanceFutures : binanceSpot,
            crossedMs: Infinity,
            retry: { attempts: 1_000, baseMs: 50, maxMs: 400 },
            snapshots: () => {
              asked.push(new Subject())
              return asked.at(-1)!
            },
          }
          const shown = { isValid: false, bids: '', asks: '' }
          const looking = strategy({
            name: 'looking',
            data: { book: book({ depth: 20 }) },
            onBook({ book }) {
              const side = (name: 'bid' | 'ask'): string =>
                Array.from({ length: 20 }, (_, i) => `${book.priceAt(name, i)} ${book.sizeAt(name, i)}`).join()
              Object.assign(shown, { isValid: book.isValid, bids: side('bid'), asks: side('ask') })
            },
          })
          const { run, progress } = await start(market, looking as never, {
            venue: depthVenue(),
            instruments: undefined,
            data: { book: { kind: 'book', instrument: COIN, ...(kind !== 'numbered' && { sync }) } },
          })
          let newest = -1
          let heard: OrderBookDelta | null = null
          const say = (event: OrderBookDelta | OrderBookSnapshot): void => {
            newest = Math.max(newest, event.sequence)
            market.say(event)
          }
          const answer = (back: number): void => {
            const open = asked.at(-1)
            if (open?.observed !== true) return
            const snapshot = venue.snapshot(Math.max(0, venue.newest - back))
            newest = Math.max(newest, snapshot.sequence)
            open.next(snapshot)
            market.clock.settle()
            seen.fetched++
          }
          const check = (): void => {
            seen[shown.isValid ? 'valid' : 'invalid']++
            if (!shown.isValid) return
            const { bids, asks } = venue.states[newest]!
            expect([shown.bids, shown.asks]).toEqual([text(bids, -1), text(asks, 1)])
          }
          let isOnline = true
          for (const { what, changes, waitMs } of steps) {
            market.clock.advanceTo(market.clock.now() + waitMs)
            if (what === 'answer') answer(0)
            else if (what === 'stale answer') answer(3)
            else if (what === 'failure') asked.at(-1)?.error(new Error('no'))
            else if (what === 'disconnect' || what === 'reconnect') {
              isOnline = what === 'reconnect'
              market.gap(isOnline ? market.clock.now() : null)
              newest = -1
              expect(shown.isValid).toBe(false)
            } else if (what === 'snapshot') {
              if (kind === 'numbered') say(venue.snapshot())
            } else if (what === 'copied') {
              if (heard !== null && isOnline) market.say(heard)
            } else {
              const delta = venue.trade(changes)
              if (what === 'lost' || !isOnline) seen.lost++
              else if (what === 'garbled') market.say({ ...delta, bids: [['x', '1']] })
              else {
                heard = delta
                say(delta)
              }
            }
            check()
          }
          for (let i = 0; i < 20; i++) {
            market.clock.advanceTo(market.clock.now() + 500)
            if (kind === 'numbered') say(venue.snapshot())
            say(venue.trade([{ isBid: true, away: i % 5, size: i }]))
            answer(0)
            check()
          }
          expect(shown.isValid).toBe(true)
          seen.gaps += progress().counts.gaps
          await run.stop()
          expect(market.clock.nextTs).toBe(Infinity)
        }),
        { numRuns: 60 },
      )
      for (const count of [seen.valid, seen.invalid, seen.lost, seen.gaps]) expect(count).toBeGreaterThan(100)
      if (kind !== 'numbered') expect(seen.fetched).toBeGreaterThan(100)
    },
  )
})

function levelsOf({ bids, asks }: Sides): { readonly bids: BookLevel[]; readonly asks: BookLevel[] } {
  const levels = (side: ReadonlyMap<number, number>): BookLevel[] =>
    [...side].map(([price, size]) => [`${price}.00`, `${size}`])
  return { bids: levels(bids), asks: levels(asks) }
}

function text(side: ReadonlyMap<number, number>, direction: 1 | -1): string {
  const levels = [...side].filter(([, size]) => size > 0).sort(([a], [b]) => (a - b) * direction)
  return Array.from({ length: 20 }, (_, i) => `${levels[i]?.[0] ?? null} ${levels[i]?.[1] ?? 0}`).join()
}
