import { badParameter } from '../errors/index.js'

/** `BTC/USDT:USDT@binance`, `AAPL@XNAS`: the unified symbol, an `@`, the venue. */
export type InstrumentId = string

export type AssetClass = 'crypto' | 'equity' | 'fx' | 'commodity' | 'index'

/** What can be traded, with the steps that bind its orders. Historical prices may be off-step (adjusted prices are). */
export interface Instrument {
  readonly id: InstrumentId
  readonly symbol: string
  readonly venue: string
  /** The currency or asset that a quantity of 1 gives (times `contractSize`). */
  readonly base: string
  /** The currency that prices are in. */
  readonly quote: string
  /** The currency in which profit, loss and fees are booked. */
  readonly settle: string
  readonly assetClass: AssetClass
  /** Order prices are whole multiples of this. */
  readonly tickSize: number
  /** Order quantities are whole multiples of this. */
  readonly lotSize: number
  /** Least price x quantity of an order, in `quote`; 0 where there is none. */
  readonly minNotional: number
  /** Units of `base` that a quantity of 1 stands for. */
  readonly contractSize: number
}

export interface InstrumentOptions {
  readonly symbol: string
  readonly venue: string
  readonly base?: string | undefined
  readonly quote: string
  readonly settle?: string | undefined
  readonly assetClass?: AssetClass | undefined
  readonly tickSize?: number | undefined
  readonly lotSize?: number | undefined
  readonly minNotional?: number | undefined
  readonly contractSize?: number | undefined
}

/**
 * An instrument from the little that one must know; the rest has honest defaults
 * (tick 0.01 and whole shares for equities, 1e-8 for both elsewhere).
 *
 * @example
 * ```ts
 * import { instrument } from '@tapeline/core'
 * const aapl = instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })
 * console.log(aapl.id, aapl.tickSize, aapl.lotSize) // AAPL@XNAS 0.01 1
 * ```
 */
export function instrument(options: InstrumentOptions): Instrument {
  const assetClass = options.assetClass ?? 'crypto'
  const equity = assetClass === 'equity'
  const base = options.base ?? options.symbol.split('/')[0] ?? options.symbol
  return Object.freeze({
    id: `${name('symbol', options.symbol)}@${name('venue', options.venue)}`,
    symbol: options.symbol,
    venue: options.venue,
    base,
    quote: name('quote', options.quote),
    settle: options.settle ?? options.quote,
    assetClass,
    tickSize: positive('tickSize', options.tickSize ?? (equity ? 0.01 : 1e-8)),
    lotSize: positive('lotSize', options.lotSize ?? (equity ? 1 : 1e-8)),
    minNotional: atLeastZero('minNotional', options.minNotional ?? 0),
    contractSize: positive('contractSize', options.contractSize ?? 1),
  })
}

function name(parameter: string, value: string): string {
  if (typeof value !== 'string' || !/^[^\s@\p{Cc}]{1,64}$/u.test(value)) {
    throw badParameter({
      owner: 'instrument',
      parameter,
      value,
      expected: '1 to 64 characters without spaces, control characters or @',
    })
  }
  return value
}

function positive(parameter: string, value: number): number {
  if (!(value > 0 && value < Infinity))
    throw badParameter({ owner: 'instrument', parameter, value, expected: 'a finite number above 0' })
  return value
}

function atLeastZero(parameter: string, value: number): number {
  if (!(value >= 0 && value < Infinity))
    throw badParameter({ owner: 'instrument', parameter, value, expected: 'a finite number of at least 0' })
  return value
}
