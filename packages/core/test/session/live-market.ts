import { firstValueFrom, filter, Subject } from 'rxjs'
import type { Bar, Instrument, MarketEvent, StreamGap, TradeTick } from '../../src/index.js'
import type { PaperRun, SessionState } from '../../src/session/trading.js'
import { VirtualClock } from '../../src/time/index.js'
import { COIN, MINUTE } from './recorded-rows.js'

/** A whole minute of 2024. */
export const START: number = Date.UTC(2024, 0, 2)

/** A live market of which a test is the venue: events come when it says so, by a clock that it moves. */
export class LiveMarket {
  readonly clock: VirtualClock = new VirtualClock(START)
  readonly events$: Subject<MarketEvent> = new Subject<MarketEvent>()
  #ids = 0

  /** A print now, `seconds` after the start; the clock moves there first. */
  print(seconds: number, price: number, changes: Partial<TradeTick> = {}): void {
    this.to(seconds)
    this.say({
      type: 'TradeTick',
      instrumentId: COIN.id,
      ts: this.clock.now(),
      price,
      size: 10,
      aggressorSide: 'buy',
      tradeId: String(++this.#ids),
      ...changes,
    })
  }

  gap(to: number | null, of: Instrument = COIN): void {
    const event: StreamGap = {
      type: 'StreamGap',
      instrumentId: of.id,
      ts: this.clock.now(),
      from: null,
      to,
      reason: 'disconnected',
    }
    this.say(event)
  }

  /** A minute bar of one price that ends `minutes` after the start. */
  bar(minutes: number, price: number, changes: Partial<Bar> = {}): void {
    this.say(barOf(minutes, price, changes))
  }

  say(event: unknown): void {
    this.events$.next(event as MarketEvent)
    this.clock.settle()
  }

  to(seconds: number): void {
    this.clock.advanceTo(START + seconds * 1_000)
  }
}

function barOf(minutes: number, price: number, changes: Partial<Bar> = {}): Bar {
  const closeTime = START + minutes * MINUTE
  return {
    type: 'Bar',
    instrumentId: COIN.id,
    ts: closeTime,
    timeframe: '1m',
    openTime: closeTime - MINUTE,
    closeTime,
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1,
    isFinal: true,
    ...changes,
  }
}

/** Waits until a session is in a state; one that ended otherwise is told at once. */
export async function until(run: PaperRun, state: SessionState): Promise<void> {
  await firstValueFrom(run.state$.pipe(filter((one) => one === state)))
}
