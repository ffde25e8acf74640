import type { AccountEvent, AccountHost } from '../../src/portfolio/index.js'

/** A run of nothing but a clock and its timers: those of an instant come after what happens at it. */
export class FakeHost implements AccountHost {
  readonly feeCurrency: string | null
  now = 0
  readonly events: AccountEvent[] = []
  readonly canceled: number[] = []
  onLiquidate: AccountHost['liquidate'] = () => undefined
  #timers: { readonly ts: number; readonly action: () => void }[] = []

  constructor(feeCurrency: string | null = null) {
    this.feeCurrency = feeCurrency
  }

  at(ts: number, action: () => void): void {
    this.#timers.push({ ts, action })
    this.#timers.sort((a, b) => a.ts - b.ts)
  }

  /** The clock moves on: everything that was due before happens first. */
  moveTo(ts: number): void {
    for (let first = this.#timers[0]; first !== undefined && first.ts < ts; first = this.#timers[0]) {
      this.#timers.shift()
      this.now = first.ts
      first.action()
    }
    this.now = ts
  }

  cancelOrders(index: number): void {
    this.canceled.push(index)
  }

  liquidate(...order: Parameters<AccountHost['liquidate']>): void {
    this.onLiquidate(...order)
  }

  note(event: AccountEvent): void {
    this.events.push(event)
  }
}
