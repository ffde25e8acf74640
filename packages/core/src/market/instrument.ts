import { demand, demandKnown } from '../errors/index.js'

/** `BTC/USDT:USDT@binance`, `AAPL@XNAS`: the unified symbol, an `@`, the venue. */
export type InstrumentId = string

/** What kind of thing it is: decides default steps and, in a backtest, the trading days of a year. */
export type AssetClass = 'crypto' | 'equity' | 'fx' | 'commodity' | 'index'

/**
 * How profit is made: `spot` changes hands and is paid in full; `linear` and `cfd` gain quantity x contract size x
 * (exit - entry) in the quote currency; `inverse` gains quantity x contract size x (1 / entry - 1 / exit) in base.
 */
export type ContractType = 'spot' | 'linear' | 'inverse' | 'cfd'

/** What a position of some size must be backed with. */
export interface MarginTier {
  /** From this value of the position on, in the currency of its value: quote, for inverse contracts base. */
  readonly notional: number
  /** Fraction of the value above `notional` that is the least equity; below it the tiers before apply, as with taxes. */
  readonly maintenanceRate: number
  /** Fraction of the whole value needed to open; one over the account's leverage where that is more, or it is not said. */
  readonly initialRate?: number | undefined
}

/** What can be traded, with the steps that bind its orders. Historical prices may be off-step (adjusted prices are). */
export interface Instrument {
  /** `symbol@venue`: its name everywhere. */
  readonly id: InstrumentId
  /** The venue's name for it in ccxt's unified form, such as `BTC/USDT` or `AAPL`. */
  readonly symbol: string
  /** Where it trades: an exchange's name or market code. */
  readonly venue: string
  /** The currency or asset that a quantity of 1 gives (times `contractSize`). */
  readonly base: string
  /** The currency that prices are in. */
  readonly quote: string
  /** The currency in which profit, loss and fees are booked. */
  readonly settle: string
  /** What kind of thing it is. */
  readonly assetClass: AssetClass
  /** Order prices are whole multiples of this. */
  readonly tickSize: number
  /** Order quantities are whole multiples of this. */
  readonly lotSize: number
  /** Least price x quantity of an order, in `quote`; 0 where there is none. */
  readonly minNotional: number
  /** Units of `base` that a quantity of 1 stands for. */
  readonly contractSize: number
  /** How profit is made. */
  readonly contractType: ContractType
  /** Margin by size of the position, the first from 0 on; empty where none is stated. */
  readonly marginTiers: readonly MarginTier[]
}

/** What must be known of an instrument, and what may differ from the defaults. */
export interface InstrumentOptions {
  /** Unified symbol, such as `BTC/USDT` or `AAPL`; 1 to 64 characters without blanks or `@`. */
  readonly symbol: string
  /** Where it trades, such as `binance` or `XNAS`. */
  readonly venue: string
  /** What a quantity of 1 gives; the part of the symbol before `/` unless said. */
  readonly base?: string | undefined
  /** The currency that prices are in. */
  readonly quote: string
  /** The currency in which profit and fees are booked; `quote` unless said. */
  readonly settle?: string | undefined
  /** `crypto` unless said. */
  readonly assetClass?: AssetClass | undefined
  /** Step of order prices; 0.01 for equities, 1e-8 elsewhere. */
  readonly tickSize?: number | undefined
  /** Step of order quantities; 1 for equities, 1e-8 elsewhere. */
  readonly lotSize?: number | undefined
  /** Least price x quantity of an order, in `quote`; 0 unless said. */
  readonly minNotional?: number | undefined
  /** Units of `base` in a quantity of 1; 1 unless said. */
  readonly contractSize?: number | undefined
  /** `spot` unless said. */
  readonly contractType?: ContractType | undefined
  /** Margin by size of the position, from 0 upwards; none unless said. */
  readonly marginTiers?: readonly MarginTier[] | undefined
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
  demandKnown('instrument', options, OPTIONS)
  const symbol = name('symbol', options.symbol)
  const venue = name('venue', options.venue)
  const quote = name('quote', options.quote)
  const assetClass = options.assetClass ?? 'crypto'
  const isKnown = ASSET_CLASSES.includes(assetClass)
  demand(isKnown, 'instrument', 'assetClass', assetClass, `one of ${ASSET_CLASSES.join(', ')}`)
  const equity = assetClass === 'equity'
  const contractType = options.contractType ?? 'spot'
  const isType = CONTRACT_TYPES.includes(contractType)
  demand(isType, 'instrument', 'contractType', contractType, `one of ${CONTRACT_TYPES.join(', ')}`)
  return Object.freeze({
    id: `${symbol}@${venue}`,
    symbol,
    venue,
    base: name('base', options.base ?? (symbol.split('/')[0] as string)),
    quote,
    settle: name('settle', options.settle ?? quote),
    assetClass,
    tickSize: positive('tickSize', options.tickSize ?? (equity ? 0.01 : 1e-8)),
    lotSize: positive('lotSize', options.lotSize ?? (equity ? 1 : 1e-8)),
    minNotional: atLeastZero('minNotional', options.minNotional ?? 0),
    contractSize: positive('contractSize', options.contractSize ?? 1),
    contractType,
    marginTiers: options.marginTiers ?? NO_TIERS,
  })
}

const ASSET_CLASSES: readonly AssetClass[] = ['crypto', 'equity', 'fx', 'commodity', 'index']
const CONTRACT_TYPES: readonly ContractType[] = ['spot', 'linear', 'inverse', 'cfd']
const NO_TIERS: readonly MarginTier[] = []
const OPTIONS: readonly string[] = [
  'symbol',
  'venue',
  'base',
  'quote',
  'settle',
  'assetClass',
  'tickSize',
  'lotSize',
  'minNotional',
  'contractSize',
  'contractType',
  'marginTiers',
]

function name(parameter: string, value: string): string {
  const isName = typeof value === 'string' && /^[^\s@\p{Cc}]{1,64}$/u.test(value)
  demand(isName, 'instrument', parameter, value, '1 to 64 characters without spaces, control characters or @')
  return value
}

function positive(parameter: string, value: number): number {
  demand(Number.isFinite(value) && value > 0, 'instrument', parameter, value, 'a finite number above 0')
  return value
}

function atLeastZero(parameter: string, value: number): number {
  demand(Number.isFinite(value) && value >= 0, 'instrument', parameter, value, 'a finite number of at least 0')
  return value
}
