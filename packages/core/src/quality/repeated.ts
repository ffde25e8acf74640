import type { MarketEvent } from '../market/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** How far back equal events are looked for. */
export interface RepeatedOptions {
  /** Events of the stream that are compared; 64 unless said. */
  readonly window?: number | undefined
}

const FIELDS = 5

class Repeated extends QualityProbe {
  private readonly options: SettledOptions<RepeatedOptions>
  /** Of each of the newest events: its time and its numbers. */
  private readonly ring: Float64Array
  private next = 0

  constructor(options: SettledOptions<RepeatedOptions>) {
    super()
    this.options = options
    this.ring = new Float64Array(FIELDS * options.window).fill(NaN)
  }

  override check(event: MarketEvent): Finding | null {
    if (event.type === 'TradeTick' && event.tradeId !== null) return null
    const { ring } = this
    const { ts } = event
    const [a, b, c, d] = content(event) as [number, number, number, number]
    for (let at = 0; at < ring.length; at += FIELDS) {
      if (ring[at] !== ts || ring[at + 1] !== a || ring[at + 2] !== b || ring[at + 3] !== c || ring[at + 4] !== d)
        continue
      return finding('ts', ts, `an event unlike the ${this.options.window} before it`)
    }
    return null
  }

  override learn(event: MarketEvent): void {
    const { ring, next } = this
    if (typeof event.ts !== 'number') return
    ring[next] = event.ts
    ring.set(content(event), next + 1)
    this.next = next + FIELDS === ring.length ? 0 : next + FIELDS
  }
}

/**
 * Events without an id that are equal in time and every number to one before. Real trades can be: on a busy tape one of
 * several prints repeats another of its millisecond, so this is no part of the default rules.
 */
export const repeated: CheckType<RepeatedOptions> = /*#__PURE__*/ defineCheck<RepeatedOptions>({
  name: 'repeated',
  tells: 'An event without an id that equals one before in time and numbers: a copy, or just another like it.',
  stage: 'copy',
  appliesTo: ['TradeTick', 'QuoteTick', 'Liquidation'],
  action: 'flag',
  options: {
    window: { kind: 'whole', default: 64, min: 1, max: 10_000, unit: 'count', tells: 'Events to compare with.' },
  },
  probe: Repeated,
})

const SIDES: Readonly<Record<string, number>> = { buy: 1, sell: -1 }

/** Four numbers; what is missing is 0, what is no number is NaN and equals nothing. */
function content(event: MarketEvent): readonly number[] {
  return numbers(event).map((value) => (typeof value === 'number' ? value : NaN))
}

function numbers(event: MarketEvent): readonly [number, number, number, number] {
  switch (event.type) {
    case 'TradeTick':
      return [event.price, event.size, event.aggressorSide === null ? 0 : (SIDES[event.aggressorSide] ?? 0), 0]
    case 'Liquidation':
      return [event.price, event.size, SIDES[event.side] ?? 0, 0]
    case 'QuoteTick':
      return [event.bidPrice, event.askPrice, event.bidSize ?? 0, event.askSize ?? 0]
    case 'Bar':
    case 'OrderBookSnapshot':
    case 'OrderBookDelta':
    case 'OrderBookOrders':
    case 'FundingRate':
    case 'StreamGap':
      return [NaN, NaN, NaN, NaN]
  }
}
