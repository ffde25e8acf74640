import { describe, expect, it } from 'vitest'
import {
  backtest,
  bars,
  instrument,
  isTapelineError,
  strategy,
  trades,
  type BacktestOptions,
  type StrategyIndicators,
} from '../../src/index.js'
import { mean } from './mean-indicator.js'
import { ALPHA, COIN, flatBarRows, recordedBars, recordedTrades } from './recorded-rows.js'

type Options = BacktestOptions<{ readonly size: number }, StrategyIndicators, undefined, 'full'>

const main = recordedBars(flatBarRows([100, 101]))
const prints = recordedTrades([{ ts: 1, price: 100, size: 1 }])
const tuned = strategy({ name: 'tuned', data: { main: bars('1m') }, params: { size: 1 }, onBar: () => undefined })

const two = strategy({ name: 'two', data: { main: bars('1m'), slow: bars('5m') }, onBar: () => undefined })
const ticks = strategy({ name: 'ticks', data: { prints: trades() }, onTrade: () => undefined })
const slow = recordedBars(flatBarRows([100], 300_000), '5m')

describe('options that cannot be', () => {
  const unknown: readonly (readonly [string, object, string])[] = [
    ['an option', { fee: {} }, 'backtest of tuned: there is no parameter "fee". Known: strategy, data, account'],
    [
      'a parameter of the strategy',
      { params: { siez: 2 } },
      'backtest of tuned, params: there is no parameter "siez". Known: size.',
    ],
    [
      'a choice of the fill model',
      { fills: { limitfill: 'touch' } },
      'fillModel: there is no parameter "limitfill". Known: marketOnBars',
    ],
  ]

  it.each(unknown)('name what is known instead of %s that is not', (_, given, message) => {
    const error = refusal(given)
    expect(error.code).toBe('UNKNOWN_PARAMETER')
    expect(error.message).toContain(message)
  })

  const bad: readonly (readonly [object, string])[] = [
    [
      { fills: { barPath: 'best' } },
      'fillModel: barPath was "best", expected one of adverse, favorable, ohlc, olhc, adaptive.',
    ],
    [{ fees: { taker: 1 } }, 'fees: taker was 1, expected a fraction of notional between -1 and 1'],
    [{ fees: { maker: NaN } }, 'fees: maker was NaN, expected a fraction'],
    [{ gapReserve: -0.1 }, 'backtest of tuned: gapReserve was -0.1, expected a fraction from 0 to below 1.'],
    [{ gapReserve: NaN }, 'gapReserve was NaN'],
    [{ gapReserve: 1 }, 'gapReserve was 1,'],
    [{ daysPerYear: 0 }, 'daysPerYear was 0, expected a whole number above 0.'],
    [{ daysPerYear: 252.5 }, 'daysPerYear was 252.5'],
    [{ maxOpenOrders: -1 }, 'maxOpenOrders was -1'],
    [{ maxRecords: Infinity }, 'maxRecords was Infinity'],
    [{ account: {} }, 'account was "", expected one currency, such as { USD: 10_000 }.'],
    [{ account: { USD: 1, EUR: 1 } }, 'account was "USD, EUR", expected one currency'],
    [{ account: { USD: 0 } }, 'account.USD was 0, expected a finite amount above 0.'],
    [{ account: { USD: NaN } }, 'account.USD was NaN'],
    [{ account: { USD: Infinity } }, 'account.USD was Infinity'],
    [{ account: { EUR: 1_000 } }, 'account was "EUR", expected USD, the currency that COIN/USD@test settles in.'],
    [{ data: {} }, 'data.main was undefined, expected recorded bars of 1m, or trades to build them from.'],
    [{ data: { main: [] } }, 'data.main was an array of 0, expected recorded bars of 1m'],
    [{ data: { main, other: main } }, "data.other was an object, expected one of the strategy's needs: main."],
    [{ data: { main, constructor: main } }, 'data.constructor was an object'],
    [{ data: { main: slow } }, 'data.main was "bars of 5m", expected bars of 1m, or trades to build them from.'],
    [{ strategy: two, data: { main, slow: main } }, 'data.slow was "bars of 1m", expected bars of 5m'],
    [
      { strategy: two, data: { main: [main, recordedBars(flatBarRows([1]), '1m', { of: ALPHA })], slow } },
      'data.slow was "no stream", expected bars of 5m, or trades to build them from, for ALPHA/USD@test as other needs have.',
    ],
    [{ strategy: ticks, data: { prints: main } }, 'data.prints was "bars of 1m", expected trades.'],
    [
      { strategy: ticks, data: { prints: [prints, recordedTrades([], { source: 'more' })] } },
      'data.prints was "COIN/USD@test|trades|more, COIN/USD@test|trades|rows", expected one stream of COIN/USD@test.',
    ],
  ]

  it.each(bad)('%j: are refused at once, with option, value and what is expected', (given, message) => {
    const error = refusal(given)
    expect(error.code).toBe('BAD_PARAMETER')
    expect(error.message).toContain(message)
  })

  it('include two different streams of one name', () => {
    const error = refusal({ data: { main: [main, recordedBars(flatBarRows([1, 2]))] } })
    expect(error.code).toBe('DUPLICATE_STREAM')
    expect(error.message).toContain(
      'two different streams are called COIN/USD@test|bars:1m|rows. Give them different sources',
    )
  })

  it('include an indicator on data that the strategy does not have, which the run finds out', async () => {
    const lost = strategy({
      name: 'lost',
      data: { main: bars('1m') },
      indicators: () => ({ m: mean({ on: 'slow' }) }),
      onBar: () => undefined,
    })
    const { result } = backtest({ strategy: lost, data: { main }, account: { USD: 1 } })
    await expect(result).rejects.toMatchObject({
      code: 'UNKNOWN_FEED',
      message: `strategy lost: indicator m is fed by "slow", which is not among its data needs. Say on: 'main'.`,
    })
  })

  it('leave the same stream to several needs', async () => {
    const both = strategy({ name: 'both', data: { main: bars('1m'), again: bars('1m') }, onBar: () => undefined })
    const { inputs } = await backtest({ strategy: both, data: { main, again: main }, account: { USD: 1 } }).result
    expect(inputs.map(({ stream, rows }) => [stream, rows])).toEqual([['COIN/USD@test|bars:1m|rows', 2]])
  })
})

describe('the money of an account', () => {
  it('is kept to as many places as tick x lot of the finest instrument needs', async () => {
    const fine = instrument({ symbol: 'FINE/USD', venue: 'test', quote: 'USD', tickSize: 1e-6, lotSize: 1e-7 })
    const rows = flatBarRows([0.123456, 0.123456])
    const buy = strategy({
      name: 'buy',
      data: { main: bars('1m') },
      onBar: ({ orders, now }) => void (now === 60_000 && orders.buy({ quantity: 0.0000001 })),
    })
    const { finalCash, policies } = await backtest({
      strategy: buy,
      data: { main: recordedBars(rows, '1m', { of: fine }) },
      account: { USD: 1 },
    }).result
    expect(finalCash).toBe('0.9999999876544')
    expect(policies.find(({ name }) => name === 'ledger')?.value).toBe('13 decimal places')
  })

  it('states every policy that made the result', async () => {
    const { policies } = await backtest({ strategy: tuned, data: { main }, account: { USD: 1 } }).result
    expect(Object.fromEntries(policies.map(({ name, value }) => [name, value]))).toMatchObject({
      fees: 'maker 0 %, taker 0 % of notional, rounded half to even',
      marketOnBars: 'next_open',
      limitFill: 'through',
      limitGap: 'limit',
      barPath: 'adverse',
      consumeLiquidity: 'true',
      latency: 'none',
      gapReserve: '0.01',
      account: 'cash, USD',
      endOfRun: 'mark to market',
      daysPerYear: '365',
      priceAdjustment: `${COIN.id}|bars:1m|rows: raw`,
    })
  })
})

function refusal(given: object): { readonly code: string; readonly message: string } {
  const options = { strategy: tuned, data: { main }, account: { USD: 1_000 }, ...given } as unknown as Options
  try {
    backtest(options)
  } catch (error) {
    if (isTapelineError(error)) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}
