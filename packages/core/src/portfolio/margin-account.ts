import { demand, demandKnown } from '../errors/index.js'
import type { Instrument } from '../market/index.js'
import { checkBalances, checkCarry, checkRates, reportingCurrency } from './account-options.js'
import type { CashAccountOptions } from './cash-account.js'
import type { CarryTerms, MarkPrice, SwapRates } from './carry.js'
import type { FundingSettlement } from './funding-settlement.js'
import type { MarginOptions } from './margin-guard.js'
import { MultiAccount } from './multi-account.js'
import type { AccountModel, AccountPolicy, TradingAccount } from './trading-account.js'

/** What a margin account begins with, and by which rules it is kept. */
export interface MarginAccountOptions extends CashAccountOptions {
  /** One leverage, or one by instrument id; 1 unless said. Opening takes one over it of the position's value. */
  readonly leverage?: number | Readonly<Record<string, number>> | undefined
  /** `cross`: the whole account backs every position; `isolated`: each has its own margin. Default `cross`. */
  readonly marginMode?: 'cross' | 'isolated' | undefined
  /** `net`: one position an instrument; `hedge`: a long and a short one. Default `net`. */
  readonly positionMode?: 'net' | 'hedge' | undefined
  /** Fraction of value, for instruments without `marginTiers`; half of what opening takes unless said. */
  readonly maintenanceRate?: number | undefined
  /** Multiple of the maintenance margin at which a `MarginCall` is noted; 1.25 unless said, 1 for never. Cross only. */
  readonly marginCall?: number | undefined
  /** Where a position is closed by force: at the mark that breached, or at the price that leaves nothing. Default `mark`. */
  readonly liquidationAt?: 'mark' | 'bankruptcy' | undefined
  /** Fraction of value that the venue takes for it; 0 unless said. */
  readonly liquidationFee?: number | undefined
  /** Losses beyond what backed a position are the insurance fund's; otherwise the account owes them. Default true. */
  readonly insured?: boolean | undefined
  /** Settlements of perpetual contracts in order of time, such as recorded `FundingRate` events; `paper()` takes those of its source. */
  readonly funding?: readonly FundingSettlement[] | undefined
  /** The venue's own marks in order of time; without them the last price is the mark. */
  readonly markPrices?: readonly MarkPrice[] | undefined
  /** By instrument id, quote currency a unit and night; below 0 is paid. */
  readonly swaps?: Readonly<Record<string, SwapRates>> | undefined
  /** When nights begin, ms after midnight UTC; 79,200,000 (22:00) unless said. */
  readonly swapTimeMs?: number | undefined
  /** Day of the week that counts for three nights; 3 (Wednesday) unless said. */
  readonly tripleSwapDay?: number | undefined
  /** Yearly interest by currency owed, charged at each full hour of a year of 365 days; nothing unless said. */
  readonly borrow?: Readonly<Record<string, number>> | undefined
}

/**
 * A margin account: spot on credit, linear and inverse contracts, CFDs; long and short; with funding, swaps, interest,
 * margin calls and liquidation, all of them in the result. Formulas and rounding: docs/accounts.md.
 *
 * Cost: a mark is O(currencies + open positions).
 *
 * @throws `BAD_PARAMETER` for options that cannot be, for a contract whose profit is booked in the wrong currency;
 * `UNKNOWN_PARAMETER` for a misspelt name.
 *
 * @example
 * ```ts
 * import { instrument } from '@tapeline/core'
 * import { marginAccount } from '@tapeline/core/trading'
 * const perpetual = instrument({ symbol: 'BTC/USDT:USDT', venue: 'x', quote: 'USDT', contractType: 'linear', lotSize: 0.001 })
 * const model = marginAccount({ balances: { USDT: 1_000 }, leverage: 10, maintenanceRate: 0.005 })
 * const account = model.open([perpetual])
 * account.execute(0, 0, 'sell', 100, 50_000, () => 0n) // short 0.1 BTC
 * account.mark(0, 49_000)
 * const [position] = account.positions
 * console.log(account.equity, account.marginUsed, position?.unrealizedPnl) // 1100 490 100
 * console.log(position?.liquidationPrice?.toFixed(2)) // 59701.49
 * ```
 */
export function marginAccount(options: MarginAccountOptions): AccountModel {
  const owner = 'marginAccount'
  demandKnown(owner, options, OPTIONS)
  const { balances, rates = {} } = options
  checkBalances(owner, balances)
  const currency = reportingCurrency(options.currency, balances)
  checkRates(owner, currency, balances, rates)
  const margin = marginOf(owner, options)
  const carry = carryOf(options)
  checkCarry(owner, carry)
  const policies = policiesOf(currency, margin, carry, Object.keys(balances))
  return Object.freeze({
    open(instruments: readonly Instrument[]): TradingAccount {
      for (const one of instruments) checkContract(owner, one, margin)
      return new MultiAccount(instruments, { currency, deposits: balances, rates, margin, carry, policies })
    },
  })
}

const OPTIONS: readonly string[] = [
  'balances',
  'currency',
  'rates',
  'leverage',
  'marginMode',
  'positionMode',
  'maintenanceRate',
  'marginCall',
  'liquidationAt',
  'liquidationFee',
  'insured',
  'funding',
  'markPrices',
  'swaps',
  'swapTimeMs',
  'tripleSwapDay',
  'borrow',
]

function marginOf(owner: string, options: MarginAccountOptions): MarginOptions {
  const { leverage = 1, maintenanceRate, marginCall = 1.25, liquidationFee = 0 } = options
  for (const one of typeof leverage === 'number' ? [leverage] : Object.values(leverage))
    demand(one >= 1 && one <= 1_000, owner, 'leverage', one, 'a number from 1 to 1,000')
  if (maintenanceRate !== undefined)
    demand(maintenanceRate >= 0 && maintenanceRate < 1, owner, 'maintenanceRate', maintenanceRate, 'from 0 to below 1')
  demand(marginCall >= 1 && marginCall < Infinity, owner, 'marginCall', marginCall, 'a multiple of at least 1')
  demand(liquidationFee >= 0 && liquidationFee < 1, owner, 'liquidationFee', liquidationFee, 'from 0 to below 1')
  return {
    leverage,
    maintenanceRate: maintenanceRate ?? null,
    marginCall,
    liquidationFee,
    marginMode: oneOf(owner, 'marginMode', options.marginMode, ['cross', 'isolated']),
    positionMode: oneOf(owner, 'positionMode', options.positionMode, ['net', 'hedge']),
    liquidationAt: oneOf(owner, 'liquidationAt', options.liquidationAt, ['mark', 'bankruptcy']),
    isInsured: options.insured ?? true,
  }
}

/** The first of the choices is the default. */
function oneOf<T extends string>(
  owner: string,
  parameter: string,
  value: T | undefined,
  choices: readonly [T, ...T[]],
): T {
  const chosen = value ?? choices[0]
  demand(choices.includes(chosen), owner, parameter, chosen, `one of ${choices.join(', ')}`)
  return chosen
}

function carryOf(options: MarginAccountOptions): CarryTerms {
  const { funding = [], markPrices = [], swaps = {}, swapTimeMs = 79_200_000, tripleSwapDay = 3, borrow = {} } = options
  return { funding, markPrices, swaps, swapTimeMs, tripleSwapDay, borrow }
}

function checkContract(
  owner: string,
  { id, contractType, base, quote, settle }: Instrument,
  margin: MarginOptions,
): void {
  if (contractType === 'cfd') return
  const due = contractType === 'inverse' ? base : quote
  demand(settle === due, owner, `settle of ${id}`, settle, `${due}, in which profit of ${contractType} is booked`)
  const isCrossSpot = contractType !== 'spot' || (margin.marginMode === 'cross' && margin.positionMode === 'net')
  demand(
    isCrossSpot,
    owner,
    `contractType of ${id}`,
    contractType,
    'a contract: spot has cross margin and net positions',
  )
}

function policiesOf(
  currency: string,
  margin: MarginOptions,
  carry: CarryTerms,
  balances: readonly string[],
): readonly AccountPolicy[] {
  const { marginMode, positionMode, leverage, maintenanceRate, liquidationAt, liquidationFee, isInsured } = margin
  const of = (value: number | Readonly<Record<string, number>>): string =>
    typeof value === 'number'
      ? String(value)
      : Object.entries(value)
          .map((entry) => entry.join(' '))
          .join(', ')
  const borrow = of(carry.borrow)
  return [
    {
      name: 'account',
      value: `margin in ${balances.join(', ')}, told in ${currency}`,
      meaning: 'Positions are backed by a part of their value; it may sell short and owe.',
    },
    { name: 'marginMode', value: marginMode, meaning: 'What backs a position: the whole account, or its own margin.' },
    { name: 'positionMode', value: positionMode, meaning: 'One position an instrument, or a long and a short one.' },
    { name: 'leverage', value: of(leverage), meaning: 'Opening takes one over it of the value, or what a tier says.' },
    {
      name: 'maintenance',
      value: maintenanceRate === null ? 'half of opening' : String(maintenanceRate),
      meaning: 'Fraction of value that must back an open position, where its instrument has no tiers.',
    },
    {
      name: 'liquidation',
      value: `at ${liquidationAt}, fee ${liquidationFee}, ${isInsured ? 'insured' : 'owed'}`,
      meaning: 'Where positions are closed by force, what it costs, and whose the loss beyond their backing is.',
    },
    {
      name: 'markPrices',
      value: carry.markPrices.length === 0 ? 'last price' : `${carry.markPrices.length} given`,
      meaning: 'What positions are valued at.',
    },
    {
      name: 'funding',
      value: carry.funding.length === 0 ? 'none' : `${carry.funding.length} settlements`,
      meaning: 'Paid between longs and shorts on what is held at the settlement.',
    },
    {
      name: 'swaps',
      value: Object.keys(carry.swaps).join(', ') || 'none',
      meaning: 'Instruments that are paid for each night that they are held.',
    },
    {
      name: 'borrow',
      value: borrow === '' ? 'free' : borrow,
      meaning: 'Yearly interest on what is owed, by the hour.',
    },
  ]
}
