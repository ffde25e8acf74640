import type { AccountPolicy } from '../portfolio/index.js'
import type { FeeModel, FillModel, VenuePolicy } from '../simulator/index.js'
import type { Policy } from './run-record.js'

/** The choices of one run. */
export interface PolicyFacts {
  /** What fills cost. */
  readonly feeModel: Pick<FeeModel, 'description'>
  /** How orders were filled, unless a venue says it. */
  readonly fillModel: FillModel
  /** The choices of another venue; null for the default one. */
  readonly venue: readonly VenuePolicy[] | null
  /** The sessions of orders at the open and the close, at the default venue; `UTC days` unless said. */
  readonly sessions?: string | undefined
  /** Fraction of cash that sizing kept for gaps. */
  readonly gapReserve: number
  /** Decimal places of the ledger. */
  readonly scale: number
  /** What kind of account it was, and its choices. */
  readonly account: readonly AccountPolicy[]
  /** What fills paid beyond the recorded price, where a model says it. */
  readonly slippage?: string | undefined
  /** What fills paid for their own size, where a model says it. */
  readonly impact?: string | undefined
  /** Were positions closed at the end? */
  readonly closeAtEnd: boolean
  /** Did the run say when a day ends? At midnight UTC unless it did. */
  readonly hasDayEnd?: boolean | undefined
  /** Trading days in a year. */
  readonly daysPerYear: number
  /** The streams by their keys, with what was done to their prices. */
  readonly streams: readonly { readonly key: string; readonly stream: { readonly priceAdjustment: string } }[]
}

const FILL_MEANING: Readonly<Record<keyof FillModel, string>> = {
  marketOnBars: 'When a market order that was decided on a bar fills.',
  limitFill: 'What a resting limit order needs to be filled: a trade through its price, or a touch.',
  limitGap: 'The price of a resting limit order that a bar opens beyond.',
  barPath: 'The order in which a bar is taken to have reached its high and its low.',
  consumeLiquidity: 'Whether a print fills at most its own size.',
}

/**
 * Every choice that made a result what it is, defaults included, each with a sentence on what it decides. A backtest
 * puts them into its result.
 *
 * @example
 * ```ts
 * import { defaultFillModel, percentFees } from '@tapeline/core'
 * import { policiesOf } from '@tapeline/core/report'
 * const facts = { fillModel: defaultFillModel, gapReserve: 0.01, scale: 8, account: [], closeAtEnd: false, venue: null }
 * const [fees] = policiesOf({ ...facts, feeModel: percentFees({}), daysPerYear: 252, streams: [] })
 * console.log(fees?.meaning, fees?.value) // What fills cost. maker 0 %, taker 0 % of notional, rounded half to even
 * ```
 */
export function policiesOf(facts: PolicyFacts): Policy[] {
  const adjustments = facts.streams.map(({ key, stream }) => `${key}: ${stream.priceAdjustment}`)
  return [
    { name: 'fees', value: facts.feeModel.description, meaning: 'What fills cost.' },
    ...(facts.venue ?? defaultVenue(facts.fillModel, facts.sessions ?? 'UTC days')),
    ...choice('slippage', facts.slippage, SLIPPAGE),
    ...choice('impact', facts.impact, IMPACT),
    {
      name: 'gapReserve',
      value: String(facts.gapReserve),
      meaning:
        'Cash that sizing by weight or notional keeps for a price that runs away before the fill; what cash does not cover is cut.',
    },
    ...facts.account,
    {
      name: 'ledger',
      value: `${facts.scale} decimal places`,
      meaning: 'Cash is exact; price x quantity and fees round once, half to even, to this many places.',
    },
    {
      name: 'endOfRun',
      value: facts.closeAtEnd ? 'close' : 'mark to market',
      meaning: 'What becomes of a position that is open at the end.',
    },
    ...(facts.hasDayEnd === true
      ? [{ name: 'dayEnd', value: 'as given', meaning: 'When DAY orders expire; at midnight UTC unless said.' }]
      : []),
    {
      name: 'daysPerYear',
      value: String(facts.daysPerYear),
      meaning: 'Trading days in a year, the base of annualised figures.',
    },
    {
      name: 'priceAdjustment',
      value: adjustments.join('; '),
      meaning: 'What was done to historical prices, as their source states it.',
    },
  ]
}

const SLIPPAGE = 'What market and stop orders pay beyond the price that the venue filled them at.'
const IMPACT = 'What they pay for their own size; recorded prices are never moved.'

function choice(name: string, value: string | undefined, meaning: string): Policy[] {
  return value === undefined ? [] : [{ name, value, meaning }]
}

function defaultVenue(model: FillModel, sessions: string): Policy[] {
  const fills = Object.entries(model).map(([name, value]) => ({
    name,
    value: String(value),
    meaning: FILL_MEANING[name as keyof FillModel],
  }))
  const latency = 'An order meets the market with the next event after its decision, never with the one that caused it.'
  const auctions = 'The sessions at whose open and close OPG and CLS orders meet the market.'
  return [
    ...fills,
    { name: 'latency', value: 'none', meaning: latency },
    { name: 'sessions', value: sessions, meaning: auctions },
  ]
}
