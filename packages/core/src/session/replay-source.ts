import { Observable, Subject, type Subscriber } from 'rxjs'
import { demand, demandKnown, TapelineError } from '../errors/index.js'
import { streamKey, type FundingRate, type MarketEvent } from '../market/index.js'
import { monotonicMs, systemClock, VirtualClock, yieldToHost, type Clock } from '../time/index.js'
import type { PlayedNumbers } from './replay-messages.js'
import { ReplayRows, type PlayedStream } from './replay-rows.js'
import { checkFunding } from './replay-funding.js'
import type { ReplaySource, ReplaySourceOptions, ReplaySpeed } from './replay-source-options.js'

/** The host gets its turn at least this often. */
const TURN_BUDGET_MS = 12
const EVENTS_BETWEEN_CLOCK_READS = 64
const ROWS_WOUND_IN_A_TURN = 16_384
const PLAYED: readonly string[] = ['trades', 'quotes', 'orders', 'book', 'bars']

/**
 * Plays recordings as live events, in the order of a replay, at any speed: for demos, for widgets, and for paper sessions,
 * which then take their time from the recording (`paper({ source: replaySource(trades) })`).
 *
 * @throws TapelineError `BAD_PARAMETER` for a speed that is no number above 0 and not `max`, `DUPLICATE_STREAM`; `events$` fails
 * with `BAD_DATA` and whatever the recording throws.
 *
 * @example
 * ```ts
 * import { replaySource } from '@tapeline/core/trading'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const source = replaySource(syntheticBars({ seed: 1, bars: 3 }), { speed: 'max' })
 * source.events$.subscribe((event) => console.log(event.type, new Date(source.clock.now()).toISOString().slice(0, 10)))
 * // Bar 2020-01-02
 * // Bar 2020-01-03
 * // Bar 2020-01-04
 * ```
 */
export function replaySource(
  recorded: PlayedStream | readonly PlayedStream[],
  options: ReplaySourceOptions = {},
): ReplaySource {
  demandKnown('replaySource', options, ['speed', 'isPaused', 'clock', 'funding'])
  const streams = [recorded].flat() as readonly PlayedStream[]
  demand(streams.length > 0, 'replaySource', 'recorded', recorded, 'one recorded stream at least')
  for (const { kind } of streams)
    demand(PLAYED.includes(kind), 'replaySource', 'recorded', kind, `one of ${PLAYED.join(', ')}`)
  const keys = streams.map(streamKey)
  for (const key of keys) {
    if (keys.filter((one) => one === key).length > 1)
      throw new TapelineError(`replaySource: two streams are called ${key}.`, { code: 'DUPLICATE_STREAM' })
  }
  return new ReplayPlayer(streams, options)
}

class ReplayPlayer implements ReplaySource {
  readonly events$: Observable<MarketEvent>
  readonly clock: VirtualClock = new VirtualClock()
  readonly streams: readonly PlayedStream[]
  readonly #real: Clock
  readonly #funding: readonly FundingRate[]
  readonly #subscribers = new Set<Subscriber<MarketEvent>>() // bound: the caller's own subscriptions
  readonly #nudge$ = new Subject<void>()
  readonly #numbers: readonly PlayedNumbers[]
  #rows: ReplayRows
  /** Must books be told as they stand before the next event? */
  #isWound = false
  #speed: ReplaySpeed
  #isPaused: boolean
  /** Instants to be played although it is paused. */
  #steps = 0
  /** Where to go on; null while nobody has asked. */
  #seekTs: number | null = null
  #isPlaying = false
  /** Real time and recorded time that belong together; NaN before the first event and after each change. */
  #anchor = { real: NaN, played: NaN }

  constructor(
    streams: readonly PlayedStream[],
    { speed = 'max', isPaused = false, clock = systemClock, funding = [] }: ReplaySourceOptions,
  ) {
    this.streams = streams
    this.#speed = checkSpeed(speed)
    this.#isPaused = isPaused
    this.#real = clock
    this.#funding = checkFunding('replaySource', funding)
    this.#numbers = streams.map(() => ({ last: 0 }))
    this.#rows = new ReplayRows(streams, this.#numbers, this.#funding)
    this.events$ = new Observable((subscriber) => this.#add(subscriber))
  }

  get speed(): ReplaySpeed {
    return this.#speed
  }

  set speed(speed: ReplaySpeed) {
    this.#speed = checkSpeed(speed)
    this.#changed()
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  pause(): void {
    this.#isPaused = true
    this.#changed()
  }

  resume(): void {
    this.#isPaused = false
    this.#steps = 0
    this.#changed()
  }

  step(instants: number = 1): void {
    const isCount = Number.isInteger(instants) && instants >= 1 && instants <= 1e9
    demand(isCount, 'replaySource.step', 'instants', instants, 'a whole number from 1 to 1000000000')
    this.#isPaused = true
    this.#steps += instants
    this.#changed()
  }

  seek(ts: number): void {
    demand(Number.isFinite(ts), 'replaySource.seek', 'ts', ts, 'UTC epoch milliseconds')
    this.#seekTs = ts
    this.#changed()
  }

  #add(subscriber: Subscriber<MarketEvent>): () => void {
    this.#subscribers.add(subscriber)
    if (!this.#isPlaying) {
      this.#isPlaying = true
      void this.#play()
    }
    return () => {
      this.#subscribers.delete(subscriber)
      this.#nudge$.next()
    }
  }

  #changed(): void {
    this.#anchor = { real: NaN, played: NaN }
    this.#nudge$.next()
  }

  async #play(): Promise<void> {
    try {
      await this.#playThrough()
      for (const subscriber of [...this.#subscribers]) subscriber.complete()
    } catch (error) {
      for (const subscriber of [...this.#subscribers]) subscriber.error(error)
    } finally {
      this.#isPlaying = false
      await this.#rows.close().catch(() => undefined)
      // Whoever comes next hears it from the beginning.
      this.#rows = new ReplayRows(this.streams, this.#numbers, this.#funding)
    }
  }

  async #playThrough(): Promise<void> {
    let turnStart = -Infinity
    for (let played = 0; ; played++) {
      // The first turn is the host's too: whoever subscribes twice in one breath hears all of it twice.
      if (played % EVENTS_BETWEEN_CLOCK_READS === 0 && monotonicMs() - turnStart >= TURN_BUDGET_MS) {
        await yieldToHost()
        turnStart = monotonicMs()
      }
      if (this.#subscribers.size === 0) return
      if (this.#seekTs !== null) await this.#wind(this.#seekTs)
      const looking = this.#rows.look()
      if (looking !== undefined) await looking
      const { key } = this.#rows
      if (key === Infinity) return
      if (this.#isPaused && this.#steps === 0) await this.#nudge()
      else if (this.#steps > 0 || this.#speed === 'max' || this.#isDue(key)) await this.#playInstant(key)
      else await this.#waitFor(key)
    }
  }

  /** Alarms before the instant, its events, its alarms: as a replay has it. */
  async #playInstant(key: number): Promise<void> {
    if (this.#steps > 0) this.#steps--
    if (Number.isNaN(this.#anchor.real)) this.#anchor = { real: this.#real.now(), played: key }
    if (this.#isFirst) this.clock.setTo(key)
    this.#isFirst = false
    // An alarm may end the listening; times that a wound recording has left behind do not come again.
    this.clock.moveTo(Math.max(key, this.clock.now()))
    if (this.#isWound) for (const book of this.#rows.rebuilt(this.clock.now())) this.#tell(book)
    this.#isWound = false
    while (this.#rows.key === key && this.#subscribers.size > 0) {
      this.#tell(this.#rows.next())
      const looking = this.#rows.look()
      if (looking !== undefined) await looking
    }
    this.clock.settle()
  }

  #tell(event: MarketEvent): void {
    for (const subscriber of [...this.#subscribers]) subscriber.next(event)
  }

  /** Nothing was played since the beginning or the last winding: the clock jumps to the first event. */
  #isFirst = true

  #isDue(key: number): boolean {
    const { real, played } = this.#anchor
    return Number.isNaN(real) || played + (this.#real.now() - real) * (this.#speed as number) >= key
  }

  /** Waits for the next event or alarm, whichever is first, or for a change of plan. */
  async #waitFor(key: number): Promise<void> {
    const { real, played } = this.#anchor
    const speed = this.#speed as number
    const next = Math.min(key, this.clock.nextTs)
    const asked = this.#nudge(real + (next - played) / speed)
    await asked
    const now = Math.min(played + (this.#real.now() - real) * speed, key)
    if (this.#anchor.real === real && this.clock.nextTs < key && now >= next)
      this.clock.advanceTo(Math.max(now, this.clock.now()))
  }

  /** Resolves with the next change of plan, or when real time has come to `ts`. */
  #nudge(ts: number = Infinity): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        callOff?.()
        subscription.unsubscribe()
        resolve()
      }
      const subscription = this.#nudge$.subscribe(done)
      const callOff = ts < Infinity ? this.#real.at(ts, done) : null
    })
  }

  async #wind(ts: number): Promise<void> {
    this.#seekTs = null
    const from = this.#isFirst ? null : this.clock.now()
    const isBack = from !== null && ts <= from
    // What a book holds at a moment is known from its beginning alone.
    if (isBack || this.streams.some(({ kind }) => kind === 'book' || kind === 'orders')) {
      await this.#rows.close()
      this.#rows = new ReplayRows(this.streams, this.#numbers, this.#funding)
    }
    if (isBack) this.#isFirst = true
    for (let left = 1; ; left++) {
      const looking = this.#rows.look()
      if (looking !== undefined) await looking
      if (this.#rows.key >= ts) break
      this.#rows.skip()
      if (left % ROWS_WOUND_IN_A_TURN === 0) await yieldToHost()
    }
    this.#isWound = true
    if (from === null || isBack) return
    const ids = new Set(this.streams.map(({ instrument }) => instrument.id))
    for (const instrumentId of ids)
      this.#tell({ type: 'StreamGap', instrumentId, ts: from, from, to: ts, reason: 'seek' })
  }
}

function checkSpeed(speed: ReplaySpeed): ReplaySpeed {
  const fits = speed === 'max' || (typeof speed === 'number' && speed > 0 && speed <= 1e9)
  demand(fits, 'replaySource', 'speed', speed, "a number above 0 and up to 1000000000, or 'max'")
  return speed
}
