import type { MarketEvent } from '../market/index.js'
import { isSample } from '../window/index.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'
import { SortedWindow } from './sorted-window.js'

/** What is too far from its neighbours. */
export interface SpikeOptions {
  /** Events of the stream that are compared with; 64 unless said. */
  readonly window?: number | undefined
  /** Robust standard deviations (1.4826 x the median distance from the median); 10 unless said. */
  readonly deviations?: number | undefined
  /** A move of this fraction of the price is no spike however calm the market was; 0.005 unless said. */
  readonly leastMove?: number | undefined
  /** Events before the first judgement; 16 unless said. */
  readonly leastSamples?: number | undefined
}

class Spike extends QualityProbe {
  private readonly options: SettledOptions<SpikeOptions>
  private readonly samples: SortedWindow
  private close: number = NaN

  constructor(options: SettledOptions<SpikeOptions>) {
    super()
    this.options = options
    this.samples = new SortedWindow(options.window)
  }

  // A price that is rejected here still counts: after a true change of level the window would never follow.
  override check(event: MarketEvent): Finding | null {
    if (event.type === 'Bar') return this.bar(event.close, event.isFinal)
    const price = priceOf(event)
    if (!isSample(price)) return null
    const { samples } = this
    const median = samples.select(samples.size >> 1)
    const isFar = Math.abs(price - median) > this.options.leastMove * Math.abs(median)
    const found = isFar ? this.judge(event.type === 'QuoteTick' ? 'bidPrice' : 'price', price, median) : null
    samples.push(price)
    return found
  }

  /** Bars trend, so what is compared is their change from the close before. */
  private bar(close: number, isFinal: boolean): Finding | null {
    if (!isSample(close)) return null
    const { samples, close: previous } = this
    if (isFinal) this.close = close
    const change = (close - previous) / Math.abs(previous)
    if (!isSample(change)) return null
    const median = samples.select(samples.size >> 1)
    const found = Math.abs(change - median) > this.options.leastMove ? this.judge('close', change, median, close) : null
    if (isFinal) samples.push(change)
    return found
  }

  private judge(field: string, sample: number, median: number, value: number = sample): Finding | null {
    const { samples, options } = this
    if (samples.size < options.leastSamples) return null
    const deviation = 1.4826 * samples.medianDistance(median)
    const distance = Math.abs(sample - median)
    if (!(distance > options.deviations * deviation)) return null
    const expected = `within ${options.deviations} robust deviations (${deviation}) of the median ${median}`
    return finding(field, value, expected, { sample, median, deviation, distance })
  }
}

/**
 * Prices far from the median of the newest ones: further than so many robust deviations, and further than a fraction of
 * the price. Median and median distance stand firm until half of the window is bad. Of trades the price is judged, of
 * quotes the mid, of bars the change from the close before. O(window) plain moves an event, 64 of them; bars are judged also while they form.
 */
export const spike: CheckType<SpikeOptions> = /*#__PURE__*/ defineCheck<SpikeOptions>({
  name: 'spike',
  tells: 'A price far from the newest ones around it: a bad print, a fat finger, or the beginning of something.',
  stage: 'market',
  appliesTo: ['TradeTick', 'QuoteTick', 'Bar'],
  action: 'flag',
  source: 'robust z-score (Iglewicz, Hoaglin 1993) with a granularity (Brownlees, Gallo 2006)',
  options: {
    window: { kind: 'whole', default: 64, min: 4, max: 10_000, unit: 'count', tells: 'Events to compare with.' },
    deviations: { kind: 'number', default: 10, min: 0.1, max: 1e6, unit: 'count', tells: 'Robust deviations.' },
    leastMove: { kind: 'number', default: 0.005, min: 0, max: 1e6, unit: 'fraction', tells: 'Least move of a spike.' },
    leastSamples: { kind: 'whole', default: 16, min: 2, max: 10_000, unit: 'count', tells: 'Events before judging.' },
  },
  probe: Spike,
})

function priceOf(event: MarketEvent): number {
  if (event.type === 'TradeTick') return event.price
  if (event.type !== 'QuoteTick' || !isSample(event.bidPrice) || !isSample(event.askPrice)) return NaN
  return (event.bidPrice + event.askPrice) / 2
}
