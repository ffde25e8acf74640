import type { FundingRate, InstrumentId } from '@tapeline/core'
import { positive, signed, time, type JsonObject } from '../fields.js'

/** `markPriceUpdate`: `r` is settled at `T`; the one after it is not told. */
export function fundingRate(o: JsonObject, instrumentId: InstrumentId, tsRecv: number): FundingRate {
  return {
    type: 'FundingRate',
    instrumentId,
    ts: time('E', o['E']),
    tsRecv,
    rate: signed('r', o['r']),
    fundingTime: time('T', o['T']),
    nextFundingTime: null,
    markPrice: positive('p', o['p']),
    indexPrice: positive('i', o['i']),
  }
}
