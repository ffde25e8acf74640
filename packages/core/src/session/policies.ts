import type { Policy } from '../report/index.js'
import type { FeeModel, FillModel } from '../simulator/index.js'
import type { MatchedData } from './match-data.js'

export interface PolicyFacts {
  readonly feeModel: FeeModel
  readonly fillModel: FillModel
  readonly gapReserve: number
  readonly scale: number
  readonly currency: string
  readonly closeAtEnd: boolean
  readonly daysPerYear: number
  readonly data: MatchedData
}

const FILL_MEANING: Readonly<Record<keyof FillModel, string>> = {
  marketOnBars: 'When a market order that was decided on a bar fills.',
  limitFill: 'What a resting limit order needs to be filled: a trade through its price, or a touch.',
  limitGap: 'The price of a resting limit order that a bar opens beyond.',
  barPath: 'The order in which a bar is taken to have reached its high and its low.',
  consumeLiquidity: 'Whether a print fills at most its own size.',
}

/** Every choice that made a result what it is, defaults included. */
export function policiesOf(facts: PolicyFacts): Policy[] {
  const fills = Object.entries(facts.fillModel).map(([name, value]) => ({
    name,
    value: String(value),
    meaning: FILL_MEANING[name as keyof FillModel],
  }))
  const adjustments = facts.data.streams.map(({ key, stream }) => `${key}: ${stream.priceAdjustment}`)
  return [
    { name: 'fees', value: facts.feeModel.description, meaning: 'What fills cost.' },
    ...fills,
    {
      name: 'latency',
      value: 'none',
      meaning: 'An order meets the market with the next event after its decision, never with the one that caused it.',
    },
    {
      name: 'gapReserve',
      value: String(facts.gapReserve),
      meaning:
        'Cash that sizing by weight or notional keeps for a price that runs away before the fill; what cash does not cover is cut.',
    },
    { name: 'account', value: `cash, ${facts.currency}`, meaning: 'No borrowing and no short sales.' },
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
