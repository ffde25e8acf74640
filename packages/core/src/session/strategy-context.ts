import { badParameter } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import type { PositionView } from '../portfolio/index.js'
import type { BookView } from '../strategy/book-view.js'
import type { AccountView, BarView, OrderDesk, TradeView } from '../strategy/index.js'
import { freeFunds } from './free-funds.js'
import type { QuoteView } from '../strategy/quote-view.js'
import type { InstrumentRun } from './instrument-run.js'

/** What the handlers of one instrument are given: one object for the whole run. */
export class RunContext {
  readonly instrument: Instrument
  readonly params: unknown
  readonly state: unknown
  readonly position: PositionView
  readonly account: AccountView
  readonly orders: OrderDesk
  readonly ind: object
  readonly bar: BarView | null
  readonly trade: TradeView | null
  readonly quote: QuoteView | null
  readonly book: BookView | null
  /** Bound: handlers take it out of their context by destructuring. */
  readonly signal: (name: string, values?: Readonly<Record<string, number>>) => void
  readonly #run: InstrumentRun

  constructor(
    run: InstrumentRun,
    parts: {
      readonly params: unknown
      readonly state: unknown
      readonly orders: OrderDesk
      readonly ind: object
      readonly bar: BarView | null
      readonly trade: TradeView | null
      readonly quote: QuoteView | null
      readonly book: BookView | null
    },
  ) {
    this.#run = run
    this.instrument = run.instrument
    this.position = run.position
    this.account = new RunAccountView(run)
    this.params = parts.params
    this.state = parts.state
    this.orders = parts.orders
    this.ind = parts.ind
    this.bar = parts.bar
    this.trade = parts.trade
    this.quote = parts.quote
    this.book = parts.book
    this.signal = (name, values = {}) => publish(run, name, values)
  }

  get now(): number {
    return this.#run.core.clock.now
  }
}

class RunAccountView implements AccountView {
  readonly #run: InstrumentRun

  constructor(run: InstrumentRun) {
    this.#run = run
  }

  get currency(): string {
    return this.#run.core.account.currency
  }

  get equity(): number {
    return this.#run.core.account.equity
  }

  get cash(): number {
    return this.#run.core.account.cash
  }

  get free(): number {
    const { core } = this.#run
    return freeFunds(core, core.account.currency)
  }

  get locked(): number {
    const { account } = this.#run.core
    return account.fundsIn(account.currency) - this.free
  }

  get marginUsed(): number {
    return this.#run.core.account.marginUsed
  }
}

function publish(run: InstrumentRun, name: string, values: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(values)) {
    if (Number.isFinite(value)) continue
    throw badParameter({ owner: `signal ${name}`, parameter: key, value, expected: 'a finite number' })
  }
  const { clock, log } = run.core
  log.signal(
    Object.freeze({ ts: clock.now, instrumentId: run.instrument.id, name, values: Object.freeze({ ...values }) }),
  )
}
