import type { InstrumentId } from '../market/index.js'

/** What happened to an account beside its fills. Amounts are what the account received; below 0 it paid. */
export type AccountEvent =
  | {
      /** Longs and shorts paid each other at a settlement. */
      readonly type: 'FundingSettled'
      readonly ts: number
      readonly instrumentId: InstrumentId
      readonly rate: number
      readonly markPrice: number
      /** Signed size of the position held. */
      readonly quantity: number
      readonly amount: number
      readonly currency: string
    }
  | {
      /** A position was carried over the night. */
      readonly type: 'SwapSettled'
      readonly ts: number
      readonly instrumentId: InstrumentId
      /** Nights that it counted for: 3 once a week. */
      readonly nights: number
      readonly quantity: number
      readonly amount: number
      readonly currency: string
    }
  | {
      /** Interest on what is borrowed. */
      readonly type: 'InterestCharged'
      readonly ts: number
      readonly currency: string
      /** What was owed. */
      readonly debt: number
      readonly amount: number
    }
  | {
      /** Equity fell to the margin call's multiple of the maintenance margin; told once until it has recovered. */
      readonly type: 'MarginCall'
      readonly ts: number
      readonly equity: number
      readonly maintenanceMargin: number
    }
  | {
      /** The venue closed a position by force. */
      readonly type: 'PositionLiquidated'
      readonly ts: number
      readonly instrumentId: InstrumentId
      readonly side: 'long' | 'short'
      readonly quantity: number
      readonly price: number
      /** The liquidation fee. */
      readonly fee: number
      readonly currency: string
    }
  | {
      /** The insurance fund paid for a loss beyond what backed the position. */
      readonly type: 'InsurancePaid'
      readonly ts: number
      readonly currency: string
      readonly amount: number
    }
