import type { OrderSide } from '../orders/index.js'
import type { AccountEvent, AccountHost, PositionLeg } from '../portfolio/index.js'
import type { RunCore } from './run-core.js'

/** What of an account's life a reader must not miss. */
const WARNS: readonly AccountEvent['type'][] = ['MarginCall', 'PositionLiquidated', 'InsurancePaid']

/** A run as its account sees it. */
export class RunHost implements AccountHost {
  readonly #core: RunCore

  constructor(core: RunCore) {
    this.#core = core
  }

  get feeCurrency(): string | null {
    return this.#core.feeModel.currency ?? null
  }

  get now(): number {
    return this.#core.clock.now
  }

  at(ts: number, action: () => void): void {
    this.#core.timers.atLast(ts, action)
  }

  cancelOrders(index: number): void {
    this.#core.instruments[index]?.cancelAll('liquidation')
    // Another instrument's strategy hears of it at this instant, not with its own next row: timers tell all.
    this.at(this.now, () => undefined)
  }

  liquidate(index: number, side: OrderSide, lots: number, price: number, leg: PositionLeg | null): void {
    this.#core.instruments[index]?.liquidate(side, lots, price, leg)
  }

  note(event: AccountEvent): void {
    const { log, account, warnings } = this.#core
    log.accountEvent(event, account.cashText())
    if (WARNS.includes(event.type)) warnings.add(event.type, 'instrumentId' in event ? event.instrumentId : undefined)
  }
}
