import { loadEngine } from '#load-engine'
import { BehaviorSubject, ReplaySubject, Subject, type Subscription } from 'rxjs'
import { demandKnown, TapelineError } from '../errors/index.js'
import type { MarketEvent } from '../market/index.js'
import type { OrderEvent } from '../orders/index.js'
import type { StrategyIndicators, WarmupMode } from '../strategy/index.js'
import { monotonicMs, type Clock } from '../time/index.js'
import type * as engine from './engine.js'
import { LiveCore } from './live-core.js'
import type { LiveIntake } from './live-intake.js'
import type { LiveRows } from './live-rows.js'
import type { LiveSource, PaperProgress, PaperRun, Rejection, SessionState, StopOptions } from './paper-options.js'
import type { BacktestResult } from './result.js'
import type { RunParts } from './run-parts.js'
import { warmUp, type NeedHistory } from './warm-up.js'

export interface PaperSessionParts<P, I extends StrategyIndicators, S, W extends WarmupMode> {
  readonly run: engine.CheckedRun<P, I, S, W>
  readonly source: LiveSource
  readonly clock: Clock
  readonly history: readonly NeedHistory[]
  /** In the order of the run's streams. */
  readonly rows: readonly LiveRows[]
  readonly intake: LiveIntake
  readonly progressMs: number
}

/** The life of a paper session: starts, takes events in, wakes itself by the clock, and leaves nothing behind. */
export class PaperSession<P, I extends StrategyIndicators, S, W extends WarmupMode> {
  readonly #parts: PaperSessionParts<P, I, S, W>
  readonly #state$ = new BehaviorSubject<SessionState>('idle')
  readonly #orders$ = new Subject<OrderEvent>()
  readonly #progress$ = new ReplaySubject<PaperProgress>(1)
  readonly #rejections$ = new Subject<Rejection>()
  readonly #result: Promise<BacktestResult>
  #settle!: { resolve(result: BacktestResult): void; reject(error: unknown): void }
  #engine: typeof engine | null = null
  #runParts: RunParts | null = null
  #live: LiveCore | null = null
  #subscription: Subscription | null = null
  #callOff: (() => void) | null = null
  /** When the clock is to wake the session; Infinity while it is not. */
  #wakesAt = Infinity
  #isDraining = false
  #isPaused = false
  #stop: StopOptions | null = null
  #failure: { readonly error: unknown } | null = null
  #isSourceDone = false
  #isOver = false
  #arrivedAt = NaN
  #latencyMs: { last: number; max: number } | null = null
  #reportedAt = -Infinity
  readonly #onAbort = (): void => this.#fail(abortError(this.#parts.run.signal))

  constructor(parts: PaperSessionParts<P, I, S, W>) {
    this.#parts = parts
    this.#result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    // Whoever awaits `result` still sees the failure; nobody awaiting it is no unhandled rejection.
    this.#result.catch(() => undefined)
  }

  handle(): PaperRun {
    const stop = (options: StopOptions = {}): Promise<BacktestResult> => this.#end(options)
    return {
      state$: this.#state$.asObservable(),
      events$: this.#orders$.asObservable(),
      progress$: this.#progress$.asObservable(),
      rejections$: this.#rejections$.asObservable(),
      result: this.#result,
      pause: () => this.#setPaused(true),
      resume: () => this.#setPaused(false),
      stop,
      [Symbol.asyncDispose]: () => stop().then(nothing, nothing),
    }
  }

  start(): void {
    const { signal } = this.#parts.run
    signal?.addEventListener('abort', this.#onAbort)
    // The engine is there after the caller's own turn at the earliest.
    this.#load()
      .then(([loaded, parts]) => this.#begin(loaded, parts))
      .catch((error: unknown) => this.#fail(error))
    if (signal?.aborted === true) this.#onAbort()
  }

  /** The engine, with what its data need of it, and what makes rows of live books. */
  async #load(): Promise<readonly [typeof engine, RunParts]> {
    const { run, rows, intake, clock } = this.#parts
    const loaded = await loadEngine()
    const parts = await loaded.loadParts(run)
    const books = rows.filter(({ kind }) => kind === 'book' || kind === 'orders')
    if (books.length === 0) return [loaded, parts]
    const { liveBook } = await import('./live-books.js')
    const host = {
      now: () => clock.now(),
      offer: (event: MarketEvent) => this.#take(event),
      onGap: () => void intake.counts.gaps++,
    }
    for (const one of books) one.begin(liveBook(one, host))
    return [loaded, parts]
  }

  async #begin(loaded: typeof engine, parts: RunParts): Promise<void> {
    this.#engine = loaded
    this.#runParts = parts
    if (this.#isEnding) return this.#finish()
    this.#state$.next('starting')
    const { run, rows, intake, source, history } = this.#parts
    const live = new LiveCore(loaded.openRun(run, this.#orders$, parts), rows, intake)
    this.#live = live
    live.isPaused = this.#isPaused
    // What comes while history is read waits for its turn; a recording waits itself.
    if (source.clock === undefined) this.#subscribe()
    for (const one of history) await warmUp(one, run.data, live.assembly, rows, () => this.#isEnding)
    if (this.#isEnding) return this.#finish()
    this.#state$.next('running')
    this.#report(true)
    if (source.clock !== undefined) this.#subscribe()
    this.#drain()
    if (this.#isSourceDone) void this.#end({})
  }

  #subscribe(): void {
    if (this.#isEnding) return
    this.#subscription = this.#parts.source.events$.subscribe({
      next: (event) => void this.#take(event),
      error: (error: unknown) => this.#fail(sourceFailure(error)),
      complete: () => this.#endOfSource(),
    })
    if (this.#isOver) this.#subscription.unsubscribe()
  }

  /** A source that ends while history is read still has its events worked off. */
  #endOfSource(): void {
    this.#isSourceDone = true
    if (this.#state$.value === 'running') void this.#end({})
  }

  /** Takes an event in; false where it is refused. */
  #take(event: MarketEvent): boolean {
    if (this.#isEnding) return false
    const { intake, clock } = this.#parts
    const reasons = intake.offer(event, clock.now())
    if (reasons !== null) this.#tellRejection({ event, reasons })
    if (Number.isNaN(this.#arrivedAt)) this.#arrivedAt = monotonicMs()
    // At once, but after whatever else comes in this very turn: it may be of the same instant.
    this.#wake(clock.now())
    return reasons === null
  }

  /** Works off what has come, and everything that the clock has made due. */
  #drain(): void {
    const live = this.#live
    if (live === null || this.#isDraining || this.#isOver || this.#state$.value !== 'running') return
    this.#isDraining = true
    try {
      live.drain(this.#parts.clock.now())
    } catch (error) {
      this.#failure ??= { error: live.failure(error) }
    }
    this.#isDraining = false
    this.#measure()
    if (this.#isEnding) this.#finish()
    else {
      this.#report(false)
      this.#wake(this.#parts.intake.hasWaiting ? this.#parts.clock.now() : live.nextDue)
    }
  }

  /** Arms the clock for the earliest moment that was asked for. */
  #wake(ts: number): void {
    if (this.#isOver || this.#isDraining || this.#state$.value !== 'running' || ts >= this.#wakesAt) return
    this.#callOff?.()
    this.#wakesAt = ts
    this.#callOff = this.#parts.clock.at(ts, () => {
      this.#wakesAt = Infinity
      this.#drain()
    })
  }

  #setPaused(isPaused: boolean): void {
    if (this.#isEnding || this.#isPaused === isPaused) return
    this.#isPaused = isPaused
    if (this.#live === null) return
    this.#live.isPaused = isPaused
    this.#report(true)
    this.#wake(this.#parts.clock.now())
  }

  #end(options: StopOptions): Promise<BacktestResult> {
    demandKnown('stop', options, ['closePositions'])
    if (!this.#isEnding) {
      this.#stop = options
      this.#drain()
      this.#finish()
    }
    return this.#result
  }

  #fail(error: unknown): void {
    if (this.#isEnding) return
    this.#failure = { error }
    this.#finish()
  }

  get #isEnding(): boolean {
    return this.#stop !== null || this.#failure !== null
  }

  /** Ends the session, unless something is still on its stack: that calls again. */
  #finish(): void {
    if (this.#isOver || this.#isDraining || (this.#engine === null && this.#failure === null)) return
    this.#isOver = true
    this.#state$.next('stopping')
    this.#subscription?.unsubscribe()
    this.#callOff?.()
    const { run, rows } = this.#parts
    for (const one of rows) one.close()
    run.signal?.removeEventListener('abort', this.#onAbort)
    const result = this.#close()
    const failure = this.#failure
    this.#state$.next(failure === null ? 'stopped' : 'failed')
    this.#report(true)
    if (failure === null) this.#settle.resolve(result as BacktestResult)
    else this.#settle.reject(failure.error)
    for (const subject of [this.#state$, this.#orders$, this.#progress$, this.#rejections$]) subject.complete()
  }

  /** Cancels what is open; orders of a failed session do not stay behind either. */
  #close(): BacktestResult | null {
    const { run, rows, intake, clock } = this.#parts
    const loaded = this.#engine
    const parts = this.#runParts
    if (loaded === null || parts === null) return null
    try {
      const live = (this.#live ??= new LiveCore(loaded.openRun(run, this.#orders$, parts), rows, intake))
      const isClosing = this.#failure === null && (this.#stop?.closePositions ?? run.closeAtEnd ?? false)
      return live.finish({ ...run, closeAtEnd: isClosing }, clock.now())
    } catch (error) {
      this.#failure ??= { error }
      return null
    }
  }

  #measure(): void {
    if (Number.isNaN(this.#arrivedAt)) return
    const last = monotonicMs() - this.#arrivedAt
    this.#arrivedAt = NaN
    this.#latencyMs = { last, max: Math.max(last, this.#latencyMs?.max ?? 0) }
  }

  #report(isDue: boolean): void {
    const now = monotonicMs()
    if (this.#live === null || (!isDue && now - this.#reportedAt < this.#parts.progressMs)) return
    this.#reportedAt = now
    const { skewMs, counts } = this.#parts.intake
    this.#progress$.next({
      state: this.#state$.value,
      isPaused: this.#isPaused,
      ...this.#live.figures(),
      counts: { ...counts },
      clockSkewMs: Number.isNaN(skewMs) ? null : skewMs,
      latencyMs: this.#latencyMs === null ? null : { ...this.#latencyMs },
    })
  }

  #tellRejection(rejection: Rejection): void {
    this.#rejections$.next(rejection)
  }
}

function nothing(): void {}

function abortError(signal: AbortSignal | undefined): TapelineError {
  return new TapelineError('The session was aborted.', { code: 'ABORTED', cause: signal?.reason })
}

function sourceFailure(cause: unknown): TapelineError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new TapelineError(`The source of a session failed: ${message}`, {
    code: 'SOURCE_FAILED',
    hint: 'Let the source reconnect by itself and tell of a StreamGap; an error ends the session.',
    retryable: true,
    cause,
  })
}
