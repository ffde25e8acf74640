import type {
  Bar,
  BookLevel,
  Instrument,
  OrderBookDelta,
  OrderBookSnapshot,
  Timeframe,
  TradeTick,
} from '@tapeline/core'
import { barOf } from '../bars.js'
import { id, meaning, notNegativeNumber, positiveNumber, seconds, time, type JsonObject } from '../fields.js'
import { WireRefusal } from '../refusal.js'

/** What must be known of a contract: the venue counts contracts, events count base units. */
export type ContractInstrument = Pick<Instrument, 'id' | 'contractSize'>

/** `push.depth`: one `version` a message. */
export function contractDelta(
  o: JsonObject,
  ts: number,
  instrument: ContractInstrument,
  tsRecv: number,
): OrderBookDelta {
  const sequence = id('data.version', o['version'])
  return {
    type: 'OrderBookDelta',
    instrumentId: instrument.id,
    ts,
    tsRecv,
    firstSequence: sequence,
    sequence,
    bids: contractLevels('data.bids', o['bids'], instrument),
    asks: contractLevels('data.asks', o['asks'], instrument),
  }
}

/** `push.depth.full`, and the answer of REST. */
export function contractSnapshot(
  o: JsonObject,
  ts: number,
  instrument: ContractInstrument,
  tsRecv: number,
): OrderBookSnapshot {
  return {
    type: 'OrderBookSnapshot',
    instrumentId: instrument.id,
    ts,
    tsRecv,
    sequence: id('data.version', o['version']),
    bids: contractLevels('data.bids', o['bids'], instrument),
    asks: contractLevels('data.asks', o['asks'], instrument),
  }
}

const SIDES: ReadonlyMap<unknown, 'buy' | 'sell'> = new Map([
  [1, 'buy'],
  [2, 'sell'],
])

/** An element of `push.deal`: `T` is the taker's side. No id is given. */
export function contractTrade(o: JsonObject, instrument: ContractInstrument, tsRecv: number): TradeTick {
  return {
    type: 'TradeTick',
    instrumentId: instrument.id,
    ts: time('data.t', o['t']),
    tsRecv,
    price: positiveNumber('data.p', o['p']),
    size: baseUnits('data.v', positiveNumber('data.v', o['v']), instrument.contractSize),
    aggressorSide: meaning('data.T', o['T'], SIDES),
    tradeId: null,
  }
}

/** Names of intervals, the same in contract and spot streams. */
export const mexcIntervals: ReadonlyMap<unknown, Timeframe> = new Map<unknown, Timeframe>([
  ['Min1', '1m'],
  ['Min5', '5m'],
  ['Min15', '15m'],
  ['Min30', '30m'],
  ['Min60', '1h'],
  ['Hour4', '4h'],
  ['Hour8', '8h'],
  ['Day1', '1d'],
  ['Week1', '1w'],
  ['Month1', '1M'],
])

/** `push.kline`: `q` counts contracts; the unit of `a` is not stated, so it is left out. Never says that it is final. */
export function contractBar(o: JsonObject, instrument: ContractInstrument, tsRecv: number): Bar {
  return barOf({
    instrumentId: instrument.id,
    tsRecv,
    timeframe: meaning('data.interval', o['interval'], mexcIntervals),
    openTime: seconds('data.t', o['t']),
    open: positiveNumber('data.o', o['o']),
    high: positiveNumber('data.h', o['h']),
    low: positiveNumber('data.l', o['l']),
    close: positiveNumber('data.c', o['c']),
    volume: baseUnits('data.q', notNegativeNumber('data.q', o['q']), instrument.contractSize),
    isFinal: false,
  })
}

/** Levels `[price, contracts, orders]` in base units. */
function contractLevels(field: string, value: unknown, { contractSize }: ContractInstrument): BookLevel[] {
  if (!Array.isArray(value)) throw new WireRefusal('bad_field', field, value, 'an array of levels')
  return value.map((level: unknown, index) => {
    const at = `${field}[${index}]`
    if (!Array.isArray(level)) throw new WireRefusal('bad_field', at, level, 'an array of price and size')
    const contracts = notNegativeNumber(`${at}[1]`, level[1])
    return [positiveNumber(`${at}[0]`, level[0]), baseUnits(`${at}[1]`, contracts, contractSize)]
  })
}

/** Contracts times their size; a size such as 0.0001 divides by 10000, so that 4529 of it are 0.4529 and no ulp more. */
function baseUnits(field: string, contracts: number, contractSize: number): number {
  const perUnit = Math.round(1 / contractSize)
  const units = 1 / perUnit === contractSize ? contracts / perUnit : contracts * contractSize
  if (!(units < Infinity)) throw new WireRefusal('bad_number', field, contracts, 'a finite number of base units')
  return units
}
