import { describe, expect, it } from 'vitest'
import { runExample } from './run-example.mjs'

describe('the small examples', () => {
  it('first-backtest.mjs runs a strategy and prints its figures', async () => {
    const { code, stdout, stderr } = await runExample('first-backtest.mjs')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^\d+ trades, digest [0-9a-f]{32}\n/)
    expect(stdout.trim().split('\n')).toHaveLength(6)
  })

  it('read-csv.mjs prints adjusted closes, and where a bad field stands', async () => {
    const { code, stdout, stderr } = await runExample('read-csv.mjs')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(`2013-05-13 50.961628
2013-05-14 49.742329
csv, line 3, column 4 (Low), character 32: was "n/a", expected a price: a finite number above 0.
`)
  })

  it('find-pumps.mjs finds the planted pumps', async () => {
    const { code, stdout, stderr } = await runExample('find-pumps.mjs')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/\{ precision: 1, recall: 1 \}\n$/)
  })

  it('watch-progress.mjs stops a run on its way', async () => {
    const { code, stdout, stderr } = await runExample('watch-progress.mjs')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/stopped after 1 %.*\nABORTED\n$/)
  })

  it('paper-trading.mjs trades a market that is played, and ends by itself', async () => {
    const { code, stdout, stderr } = await runExample('paper-trading.mjs')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^idle\nstarting\nrunning\n(\d\d:\d\d:\d\d (buy|sell) .*\n)+stopping\nstopped\n\d+ fills, .*\n$/,
    )
  })

  it('B1: order-book.mjs refuses bad frames, notices a gap and is right again after a snapshot', async () => {
    const { code, stdout, stderr } = await runExample('order-book.mjs')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trim().split('\n').slice(-5)).toEqual([
      'refused: not_json ',
      'refused: bad_number b[0][0]',
      'live -> gap (sequence)',
      'gap -> live (snapshot)',
      '16: 3.78 at 61837.63 | 2 at 61837.65',
    ])
  })
})
