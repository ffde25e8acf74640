import {
  defineIndicator,
  HELD_PARAMS,
  holdMs,
  isSample,
  PriceAt,
  TickIndicator,
  TickPrices,
  TradedSizeWindow,
  windowMs,
  type HeldOptions,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'
import { SpanVelocities } from './span-velocities.js'

/** Parameters of the exhaustion of a fall; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ExhaustionParams extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
  /** Spans that the fall is looked for in, the newest included; 6 unless said. */
  readonly count?: number | undefined
  /** Fall from the peak, in per cent of it, that counts in full; 5 unless said. */
  readonly fullDrop?: number | undefined
  /** Weight of the fall from the peak; 40 unless said. */
  readonly dropWeight?: number | undefined
  /** Weight of the fading velocity; 30 unless said. */
  readonly velocityWeight?: number | undefined
  /** Weight of the fading volume; 30 unless said. */
  readonly volumeWeight?: number | undefined
}

class Exhaustion extends TickIndicator {
  private readonly span: number = NaN
  private readonly velocityCount: number
  private readonly fullDrop: number = NaN
  private readonly dropWeight: number = NaN
  private readonly velocityWeight: number = NaN
  private readonly volumeWeight: number = NaN
  private readonly hold: number = NaN
  private spans!: SpanVelocities
  private prices!: TickPrices
  private carried!: PriceAt
  private volume!: TradedSizeWindow
  private before!: TradedSizeWindow
  protected override readonly needsSize: boolean = true

  constructor(params: Settled<ExhaustionParams>) {
    super(params.lateness)
    this.span = windowMs(params.span)
    this.velocityCount = params.count
    this.fullDrop = params.fullDrop
    const all = params.dropWeight + params.velocityWeight + params.volumeWeight
    this.dropWeight = (100 * params.dropWeight) / all
    this.velocityWeight = (100 * params.velocityWeight) / all
    this.volumeWeight = (100 * params.volumeWeight) / all
    this.hold = holdMs(params.maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    const { span, velocityCount, hold } = this
    this.spans = new SpanVelocities(ticks, span, velocityCount, hold)
    this.prices = new TickPrices(ticks, span * velocityCount, 0)
    this.carried = new PriceAt(ticks, span * velocityCount, hold)
    this.volume = new TradedSizeWindow(ticks, span, 0)
    this.before = new TradedSizeWindow(ticks, span * velocityCount, span)
    return [...this.spans.windows, this.prices, this.carried, this.volume, this.before]
  }

  protected override read(): void {
    const { spans, prices, carried, volume, before } = this
    spans.update(this)
    prices.update(this)
    carried.update(this)
    volume.update(this)
    before.update(this)
    const peak = prices.max >= carried.price || carried.price !== carried.price ? prices.max : carried.price
    const drop = share((100 * (peak - this.newestPrice)) / peak / this.fullDrop)
    let steepest = 0
    const { velocities } = spans
    for (let at = 1; at < velocities.length; at++) steepest = Math.min(steepest, velocities[at] as number)
    const fading = steepest === 0 ? 0 : share(1 - (velocities[0] as number) / steepest)
    const usual = before.total / (this.velocityCount - 1)
    const drying = usual > 0 ? share(1 - volume.total / usual) : 0
    const score = this.dropWeight * drop + this.velocityWeight * fading + this.volumeWeight * drying
    this.main = isSample(score) ? score : NaN
  }
}

/**
 * Exhaustion of a fall, from 0 to 100: how far price has dropped from its peak of the latest spans, how much of its steepest earlier
 * velocity the fall has lost, and how far volume has dried up against those spans; each a share, weighed. High after a dump that
 * runs out of sellers; 0 while price stands at its peak and trading goes on.
 *
 * A score; null until all spans cover some time after the first tick. O(spans).
 *
 * @example
 * ```ts
 * import { exhaustion } from '@tapeline/indicators'
 * const live = exhaustion.create({ span: 10, count: 3 })
 * const ticks = [[100, 5], [100, 5], [100, 5], [95, 9], [95, 1]] // price, size
 * ticks.forEach(([price, size], i) => live.update(i * 10_000, price, size))
 * console.log(live.advance(50_000).toFixed(1)) // 100.0
 * ```
 */
export const exhaustion: IndicatorType<
  ExhaustionParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<ExhaustionParams, 'value', TickIndicator<'value'>>({
  name: 'exhaustion',
  title: 'Exhaustion of a fall',
  tells: 'Whether a fall has gone far and runs out of sellers.',
  params: {
    span: { kind: 'number', default: 10, min: 0.001, max: 86_400, unit: 's' },
    count: { kind: 'whole', default: 6, min: 2, max: 100 },
    fullDrop: { kind: 'number', default: 5, min: 0.001, max: 100, unit: '%' },
    dropWeight: { kind: 'number', default: 40, min: 0.001, max: 1000 },
    velocityWeight: { kind: 'number', default: 30, min: 0, max: 1000 },
    volumeWeight: { kind: 'number', default: 30, min: 0, max: 1000 },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ span, count }) => ({ ms: span * count * 1000 }),
  cost: 'O(n)',
  source: 'weighed shares of the drop from the peak, of lost velocity and of lost volume, 0 to 100',
  total: false,
  kernel: Exhaustion,
})

function share(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x
}
