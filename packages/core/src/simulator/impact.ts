import { demand, demandKnown } from '../errors/index.js'
import type { Instrument, InstrumentId } from '../market/index.js'
import { pow } from '../math/index.js'
import { movedAgainst } from './slippage.js'
import { slippingVenue, type Slip } from './slipping-venue.js'
import type { ImpactModel } from './slippage-model.js'

/** One number for all instruments, or one for each by its id. */
export type PerInstrument = number | Readonly<Record<InstrumentId, number>>

/** What an order's own size does to its price. */
export interface ImpactOptions {
  /** Standard deviation of a day's return, as a fraction: 0.02 for 2 % a day. */
  readonly volatility: PerInstrument
  /** What the market trades a day, base units. */
  readonly dailyVolume: PerInstrument
  /** How many daily standard deviations trading a whole day's volume costs. */
  readonly coefficient?: number | undefined
  /** After this long half of what one traded still counts; 86,400,000 (a day) unless said, 0 forgets at once. */
  readonly halfLifeMs?: number | undefined
}

/**
 * The square root law of market impact: a fill pays price x coefficient x volatility x sqrt(size / daily volume), where
 * size is what the run itself took in this direction lately, this fill included, and halves with every `halfLifeMs`. So
 * an order cut into pieces pays for the pieces before.
 *
 * The impact is temporary: it moves one's own fills that take liquidity, to the next tick against the order and never
 * beyond its limit. No recorded price is moved, so what others would have answered is not in the result. `coefficient`
 * is 1 unless said; published fits are of that order. Volatility and volume measured over the run itself would be
 * known too early: measure them before it.
 *
 * Source: Torre, Barra Market Impact Model Handbook (1997); Tóth et al., Physical Review X 1, 021006 (2011); the decay in
 * the spirit of Obizhaeva and Wang (2013).
 *
 * @throws `BAD_PARAMETER` for numbers that cannot be, and when a run begins for an instrument without its number.
 *
 * @example
 * ```ts
 * import { squareRootImpact } from '@tapeline/core/trading'
 * console.log(squareRootImpact({ volatility: 0.02, dailyVolume: 1e6 }).description)
 * // 1 x 0.02 x sqrt(size / 1000000) of the price, half of it forgotten after 86400 s
 * ```
 */
export function squareRootImpact(options: ImpactOptions): ImpactModel {
  return impactOf('squareRootImpact', { coefficient: 1, ...options }, 'sqrt(size / $)', Math.sqrt)
}

/**
 * Impact in proportion to size: a fill pays price x coefficient x volatility x size / daily volume. All else is as with
 * {@link squareRootImpact}. Nothing that is fitted to many markets says what `coefficient` is, so it has no default: for
 * small orders a linear law is the milder one.
 *
 * Source: Kyle, Econometrica 53 (1985); Almgren and Chriss, Journal of Risk 3 (2000).
 *
 * @throws `BAD_PARAMETER` for numbers that cannot be, and when a run begins for an instrument without its number.
 *
 * @example
 * ```ts
 * import { linearImpact } from '@tapeline/core/trading'
 * console.log(linearImpact({ volatility: 0.02, dailyVolume: 1e6, coefficient: 10, halfLifeMs: 0 }).description)
 * // 10 x 0.02 x size / 1000000 of the price
 * ```
 */
export function linearImpact(options: ImpactOptions & { readonly coefficient: number }): ImpactModel {
  return impactOf('linearImpact', options, 'size / $', (share) => share)
}

function impactOf(
  owner: string,
  options: ImpactOptions,
  formula: string,
  shapeOf: (share: number) => number,
): ImpactModel {
  demandKnown(owner, options, ['volatility', 'dailyVolume', 'coefficient', 'halfLifeMs'])
  const { volatility, dailyVolume, coefficient = NaN, halfLifeMs = DAY_MS } = options
  checkNumbers(owner, 'volatility', volatility)
  checkNumbers(owner, 'dailyVolume', dailyVolume)
  demand(coefficient > 0 && coefficient < Infinity, owner, 'coefficient', coefficient, 'a finite number above 0')
  demand(halfLifeMs >= 0 && halfLifeMs < Infinity, owner, 'halfLifeMs', halfLifeMs, 'milliseconds of at least 0')
  const begin = (instrument: Instrument): Slip => {
    const sigma = numberOf(owner, 'volatility', volatility, instrument)
    const volume = numberOf(owner, 'dailyVolume', dailyVolume, instrument)
    return slipOf((size) => coefficient * sigma * shapeOf(size / volume), halfLifeMs)
  }
  const law = `${coefficient} x ${tell(volatility)} x ${formula.replace('$', tell(dailyVolume))} of the price`
  return Object.freeze({
    description: halfLifeMs === 0 ? law : `${law}, half of it forgotten after ${halfLifeMs / 1_000} s`,
    applyTo: (venue) => slippingVenue(venue, begin, Infinity),
  } satisfies ImpactModel)
}

const DAY_MS = 86_400_000

/** The impact on one instrument, which remembers what was traded. */
function slipOf(fractionOf: (size: number) => number, halfLifeMs: number): Slip {
  /** Signed base units that still count, as of a moment. */
  let pressure = 0
  let since = 0
  const pressureAt = (ts: number): number => {
    if (pressure === 0 || halfLifeMs === 0) return 0
    return ts > since ? pressure * pow(0.5, (ts - since) / halfLifeMs) : pressure
  }
  return {
    priceOf(fill) {
      const { side, quantity, price, ts } = fill
      const before = pressureAt(ts)
      const size = quantity + (side === 'buy' ? before : -before)
      return movedAgainst(fill, size > 0 ? price * fractionOf(size) : 0)
    },
    filled(side, quantity, ts) {
      pressure = pressureAt(ts) + (side === 'buy' ? quantity : -quantity)
      since = Math.max(since, ts)
    },
  }
}

function checkNumbers(owner: string, name: string, given: PerInstrument): void {
  const isOne = typeof given === 'number'
  const isSaid = isOne || (typeof given === 'object' && given !== null)
  demand(isSaid, owner, name, given, 'a number, or one for each instrument by its id')
  for (const [id, value] of isOne ? [['', given] as const] : Object.entries(given)) {
    demand(value > 0 && value < Infinity, owner, id === '' ? name : `${name}.${id}`, value, 'a finite number above 0')
  }
}

function numberOf(owner: string, name: string, given: PerInstrument, { id }: Instrument): number {
  const value = typeof given === 'number' ? given : given[id]
  demand(value !== undefined, owner, `${name}.${id}`, value, 'a number for each instrument of the run')
  return value
}

function tell(given: PerInstrument): string {
  if (typeof given === 'number') return String(given)
  return `{ ${Object.entries(given)
    .map(([id, value]) => `${id}: ${value}`)
    .join(', ')} }`
}
