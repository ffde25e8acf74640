/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allStatistics, tearSheet, type RunRecord } from '../../../src/report/index.js'
import { dailyRun, equityCurve, MONDAY, runRecord, trade } from '../run-records.js'
import { AAPL_LIKE, syntheticRun } from '../synthetic-run.js'
import { unclosedTag, visibleText } from './page.js'

const run = syntheticRun(AAPL_LIKE, { name: 'ema-cross', warnings: ['Prices are adjusted.'] })
const benchmark = dailyRun([100, 120, 90], { name: 'buy and hold' })
const RUNS: readonly (readonly [string, RunRecord])[] = [
  ['of five years of daily bars', run],
  ['without samples', runRecord(equityCurve([], [], 10_000), 10_000)],
  ['without trades', dailyRun(Array<number>(60).fill(10_000))],
  ['of one trade', dailyRun([100, 101, 99], { trades: [trade(-1, { exitTs: null })] })],
  ['that lost everything', dailyRun([100, 50, 0, 0], { trades: [trade(-100)] })],
  ['without money', dailyRun([0, 0, 0])],
  ['of three milliseconds', runRecord(equityCurve([MONDAY, MONDAY + 1, MONDAY + 3], [1, 2, 1], 1), 1)],
  [
    'with gaps and prices that are not there',
    runRecord(equityCurve([MONDAY, MONDAY + 1e9], [NaN, 5], 4, { 'A@B': Float64Array.of(NaN, NaN) }), 4),
  ],
]

describe('a tear sheet', () => {
  it.each(RUNS)('%s is a whole page without a broken figure', (_, record) => {
    for (const page of [tearSheet(record), tearSheet(record, { benchmark })]) {
      expect(page).toMatch(/^<!doctype html><html lang="en">/)
      expect(unclosedTag(page)).toBeNull()
      expect(page).not.toMatch(/NaN|Infinity|undefined|\[object|null/)
    }
  })

  it.each(RUNS)('%s needs no script, no style attribute and nothing from elsewhere', (_, record) => {
    const page = tearSheet(record, { benchmark })
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\sstyle=|javascript:|https?:|\ssrc=|\shref=/i)
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`)
  })

  it('tells title, period, head figures, warnings, policies, trades and every statistic with its definition', () => {
    const text = visibleText(tearSheet(run, { title: 'Trend on AAPL', benchmark }))
    for (const part of [
      'Trend on AAPL',
      '2 Jan 2019 – 2 Jan 2024',
      'buy and hold, from the same start',
      'Prices are adjusted.',
      'nextOpen',
      'Best trades',
      'Worst trades',
      'Last trades',
      'Drawdown',
      'Trades on AAPL@XNAS',
      'Monthly returns',
      'All times are UTC',
    ]) {
      expect(text).toContain(part)
    }
    for (const { title, definition } of allStatistics) {
      expect(text).toContain(title)
      expect(text).toContain(definition)
    }
  })

  it('says what a tiny run cannot tell', () => {
    const text = visibleText(tearSheet(dailyRun([100, 101])))
    expect(text).toContain('No value: 1 daily returns, at least 14 are needed.')
    expect(text).toContain('No position was opened.')
  })

  it('is the same text for the same run', () => {
    expect(tearSheet(run, { benchmark })).toBe(
      tearSheet(syntheticRun(AAPL_LIKE, { name: 'ema-cross', warnings: run.warnings }), { benchmark }),
    )
  })

  it('W1: shows names, currencies, warnings and policies as text whatever they hold, and not at any length', () => {
    const hostile = fc.constantFrom(
      '<img src=x onerror=alert(1)>',
      `"' onload='x`,
      '</title><script>',
      '\u202Egnp.exe',
      'javascript:alert(1)',
      'x'.repeat(10_000),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        const policies = Array.from({ length: 100 }, () => ({ name: text, value: text, meaning: text }))
        const page = tearSheet(
          dailyRun([100, 110, 90], {
            name: text,
            currency: text,
            trades: [trade(1, { instrumentId: text })],
            warnings: Array<string>(100).fill(text),
            policies,
          }),
          { title: text, benchmark: { ...benchmark, name: text } },
        )
        expect(unclosedTag(page)).toBeNull()
        expect(page).not.toMatch(/<script|<img|\u202E|x{500}/)
        expect(page.replace(/"[^"]*"/g, '')).not.toMatch(/<[^>]*\son\w+=/)
        expect(page.length).toBeLessThan(80_000)
      }),
    )
  })

  it('stays under 300 kB for 300,000 samples, thousands of trades, many instruments and a benchmark', () => {
    const large = syntheticRun({
      ...AAPL_LIKE,
      stepMs: 60_000,
      steps: 300_000,
      width: 0.001,
      drift: 0,
      hold: 30,
      instruments: ['A@X', 'B@X', 'C@X', 'D@X'],
    })
    expect(large.trades.length).toBeGreaterThan(3000)
    const page = tearSheet(large, { benchmark: large })
    expect(page.length).toBeLessThan(300_000)
    expect(visibleText(page)).toContain('the largest by profit or loss')
  })

  it('refuses a record that cannot be, naming whose it is', () => {
    expect(() => tearSheet(dailyRun([100, 101], { endTs: 0 }))).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER' }),
    )
    expect(() => tearSheet(run, { benchmark: dailyRun([100], { feesPaid: NaN }) })).toThrow(
      'tearSheet benchmark: feesPaid was NaN',
    )
  })
})
