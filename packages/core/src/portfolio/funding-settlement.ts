/** A settlement between longs and shorts, as a recorded funding rate says it. */
export interface FundingSettlement {
  readonly instrumentId: string
  /** Above 0 longs pay shorts. */
  readonly rate: number
  /** UTC epoch ms. */
  readonly fundingTime: number
  /** The last mark unless said. */
  readonly markPrice?: number | null | undefined
}
