import { describe, expect, it } from 'vitest'
import { figure, reason, value } from '../figures.js'
import { DAY, dailyRun, MONDAY, trade } from '../run-records.js'

const mixed = dailyRun([100, 101], {
  trades: [trade(30), trade(-10), trade(50), trade(0), trade(-30), trade(999, { exitTs: null })],
})

describe('trades', () => {
  it('are counted when closed, and the open one is mentioned', () => {
    expect(figure(mixed, 'trades')).toMatchObject({ value: 5, reason: '1 more still open' })
    expect(figure(dailyRun([100, 101]), 'trades')).toMatchObject({ value: 0, reason: null })
  })

  it('win rate counts a trade without profit as not won', () => {
    expect(value(mixed, 'winRate')).toBe(0.4)
  })

  it('profit factor is money won over money lost', () => {
    expect(value(mixed, 'profitFactor')).toBe(2)
  })

  it('payoff ratio is the mean win over the mean loss', () => {
    expect(value(mixed, 'payoffRatio')).toBe(2)
  })

  it('expectancy is the mean of profits and losses', () => {
    expect(value(mixed, 'expectancy')).toBe(8)
  })

  it('few of them weaken the figure, ten do not', () => {
    expect(figure(mixed, 'winRate').reason).toBe('5 closed trades, chance rules below 10')
    expect(figure(dailyRun([1, 1], { trades: [trade(1)] }), 'expectancy').reason).toBe(
      'a single closed trade proves nothing',
    )
    expect(
      figure(dailyRun([1, 1], { trades: Array.from({ length: 10 }, () => trade(1)) }), 'winRate').reason,
    ).toBeNull()
  })

  it('are absent figures where there is none, or none of a kind', () => {
    for (const name of ['winRate', 'profitFactor', 'payoffRatio', 'expectancy']) {
      expect(reason(dailyRun([100, 101]), name)).toBe('no trade was closed')
      expect(reason(dailyRun([100, 101], { trades: [trade(5, { exitTs: null })] }), name)).toBe('no trade was closed')
    }
    expect(reason(dailyRun([1, 1], { trades: [trade(5)] }), 'profitFactor')).toBe('no trade lost')
    expect(reason(dailyRun([1, 1], { trades: [trade(5)] }), 'payoffRatio')).toBe('no trade lost')
    expect(reason(dailyRun([1, 1], { trades: [trade(-5)] }), 'payoffRatio')).toBe('no trade won')
    expect(value(dailyRun([1, 1], { trades: [trade(-5)] }), 'profitFactor')).toBe(0)
  })
})

describe('use and cost of the account', () => {
  it('exposure is time in the market over the length of the run', () => {
    expect(value(dailyRun([100, 1, 2, 3, 4], { exposedMs: DAY }), 'exposure')).toBe(0.25)
    expect(reason(dailyRun([100]), 'exposure')).toBe('the run has no duration')
  })

  it('turnover divides by equity weighted with the time that it stood', () => {
    // 100 for one day, 200 for three: 175 in the mean.
    const record = dailyRun([100, 200], { endTs: MONDAY + 4 * DAY, finalEquity: 200, tradedNotional: 350 })
    expect(value(record, 'turnover')).toBe(2)
    expect(value(dailyRun([100], { tradedNotional: 50 }), 'turnover')).toBe(0.5)
    expect(reason(dailyRun([0], { tradedNotional: 50 }), 'turnover')).toBe('mean equity was not above zero')
  })

  it('fees may be negative where rebates were larger', () => {
    expect(value(dailyRun([100, 101], { feesPaid: -3 }), 'feesPaid')).toBe(-3)
  })
})
