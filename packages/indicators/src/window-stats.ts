import {
  defineIndicator,
  HELD_PARAMS,
  HeldMoments,
  HeldPriceWindow,
  holdMs,
  PriceAt,
  startBeforeEnd,
  TickIndicator,
  TickMoments,
  TickPrices,
  TradedValueWindow,
  windowMs,
  type HeldOptions,
  type IndicatorType,
  type OutputUnit,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'

/** Parameters of the statistics of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WindowStatsParams extends HeldOptions {
  /** Start of the window, seconds before now; 60 unless said. */
  readonly t1?: number | undefined
  /** End of the window, seconds before now, less than `t1`; 0 unless said. */
  readonly t2?: number | undefined
  /** Share of the window that must have a price for there to be a `twpa` and a `twStd`; 0 unless said. */
  readonly minCoverage?: number | undefined
}

/** The statistics of a window, by name. */
export type WindowStatsOutput =
  | 'twpa'
  | 'coverage'
  | 'twStd'
  | 'count'
  | 'volume'
  | 'vwap'
  | 'first'
  | 'last'
  | 'min'
  | 'max'
  | 'mean'
  | 'std'
  | 'stdSample'
  | 'minHeld'
  | 'maxHeld'
  | 'priceAtStart'
  | 'priceAtEnd'
  | 'change'
  | 'slope'

const OUTPUTS: { readonly [K in WindowStatsOutput]: OutputUnit } = {
  twpa: 'price',
  coverage: 'ratio',
  twStd: 'price',
  count: 'count',
  volume: 'volume',
  vwap: 'price',
  first: 'price',
  last: 'price',
  min: 'price',
  max: 'price',
  mean: 'price',
  std: 'price',
  stdSample: 'price',
  minHeld: 'price',
  maxHeld: 'price',
  priceAtStart: 'price',
  priceAtEnd: 'price',
  change: 'price',
  slope: 'price/s',
}
const WIDTH = 19

class WindowStats extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly minCoverage: number = NaN
  private readonly hold: number = NaN
  private readonly results: Float64Array = new Float64Array(WIDTH).fill(NaN)
  private held!: HeldPriceWindow
  private heldMoments!: HeldMoments
  private traded!: TradedValueWindow
  private prices!: TickPrices
  private moments!: TickMoments
  private atStart!: PriceAt
  private atEnd!: PriceAt
  protected override readonly needsSize: boolean = true

  constructor({ t1, t2, minCoverage, maxHold, lateness }: Settled<WindowStatsParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.minCoverage = minCoverage
    this.hold = holdMs(maxHold)
  }

  override get(output: string): number | null {
    const value = this.results[this.definition.outputs.indexOf(output)]
    return value === undefined ? super.get(output) : value === value ? value : null
  }

  override write(i: number): void {
    const { outputs, results } = this
    for (let at = 0; at < WIDTH; at++) (outputs[at] as Float64Array)[i] = results[at] as number
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    const { t1, t2, hold } = this
    this.held = new HeldPriceWindow(ticks, t1, t2, hold)
    this.heldMoments = new HeldMoments(ticks, t1, t2, hold)
    this.traded = new TradedValueWindow(ticks, t1, t2)
    this.prices = new TickPrices(ticks, t1, t2)
    this.moments = new TickMoments(ticks, t1, t2)
    this.atStart = new PriceAt(ticks, t1, hold)
    this.atEnd = new PriceAt(ticks, t2, hold)
    return [this.held, this.heldMoments, this.traded, this.prices, this.moments, this.atStart, this.atEnd]
  }

  protected override read(): void {
    const { held, heldMoments, traded, prices, moments, atStart, atEnd, results } = this
    held.update(this)
    heldMoments.update(this)
    traded.update(this)
    prices.update(this)
    moments.update(this)
    atStart.update(this)
    atEnd.update(this)
    const start = atStart.price
    const change = atEnd.price - start
    results[0] = held.average
    results[1] = held.coverage
    results[2] = Math.sqrt(heldMoments.variance)
    if (held.coverage < this.minCoverage) results.fill(NaN, 0, 1).fill(NaN, 2, 3)
    this.main = results[0] as number
    results[3] = moments.count
    results[4] = traded.traded.total
    results[5] = traded.average
    results[6] = prices.first
    results[7] = prices.latest
    results[8] = prices.min
    results[9] = prices.max
    results[10] = moments.mean
    results[11] = Math.sqrt(moments.squares / moments.count)
    results[12] = Math.sqrt(moments.squares / (moments.count - 1))
    results[13] = prices.min
    if (start < prices.min || moments.count === 0) results[13] = start
    results[14] = prices.max
    if (start > prices.max || moments.count === 0) results[14] = start
    results[15] = start
    results[16] = atEnd.price
    results[17] = change
    results[18] = change / ((this.t1 - this.t2) / 1e3)
  }
}

/**
 * All statistics of the window `(now - t1, now - t2]` at once. Of its ticks: `count`, `volume`, `vwap`, `first`, `last`,
 * `min`, `max`, `mean`, `std` (population) and `stdSample`. Of the price as it stood: `twpa` with its `coverage`, `twStd`
 * (deviation from it, by time), `minHeld` and `maxHeld` (what a chart shows: the price carried into the window counts),
 * `priceAtStart`, `priceAtEnd`, their `change`, and its `slope` a second.
 *
 * In units of price and size. What no tick or price speaks for is null; `count`, `volume` and `coverage` are then 0. Whoever
 * needs one of them alone takes `twpa`, `windowMean`, `windowStd`, `windowMax`... O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowStats } from '@tapeline/indicators'
 * const live = windowStats.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * live.advance(8_000)
 * console.log(live.get('vwap'), live.get('twpa'), live.get('max'), live.get('count')) // 175 150 200 2
 * ```
 */
export const windowStats: IndicatorType<
  WindowStatsParams,
  WindowStatsOutput,
  TickIndicator<WindowStatsOutput>
> = /*#__PURE__*/ defineIndicator<WindowStatsParams, WindowStatsOutput, TickIndicator<WindowStatsOutput>>({
  name: 'windowStats',
  title: 'Statistics of a window',
  tells: 'Everything about a span of time: mean prices, spread, extremes, volume.',
  params: {
    t1: { kind: 'seconds', default: 60 },
    t2: { kind: 'seconds', default: 0 },
    minCoverage: { kind: 'number', default: 0, min: 0, max: 1 },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: OUTPUTS,
  pane: 'price',
  warmup: ({ t1 }) => ({ ms: t1 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowStats', t1, t2),
  cost: 'O(1)',
  source: 'definitions of the statistics over the ticks, and over the last price held until the next tick',
  total: false,
  kernel: WindowStats,
})
