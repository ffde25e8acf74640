import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import type { BarColumns, TradeColumns } from '../../src/market/index.js'
import { checkBars, checkTrades, type RowOrder } from '../../src/replay/check-rows.js'
import { caught } from '../caught.js'
import { soundBars, soundTrades } from './recordings.js'

const PLACE = { stream: 'S', firstRow: 1_000 }
const NO_NUMBERS = [NaN, Infinity, -Infinity]
const NO_PRICES = [...NO_NUMBERS, 0, -0, -1]

describe('checkBars', () => {
  it('takes sound bars, bars of one price, gaps, and times before 1970', () => {
    const bars = soundBars(5)
    bars.openTime[0] = -120_000
    bars.closeTime[0] = -60_000
    for (const column of [bars.open, bars.high, bars.low, bars.close]) column[3] = 5e-324
    expect(caught(() => checkBars(bars, start(), PLACE))).toBeUndefined()
  })

  it('A2, D9: names row, column and value of each bad number, and stands at the row', () => {
    const wrong: [keyof BarColumns & string, readonly number[]][] = [
      ['open', NO_PRICES],
      ['high', NO_PRICES],
      ['low', NO_PRICES],
      ['close', NO_PRICES],
      ['volume', [...NO_NUMBERS, -1e-9]],
      ['closeTime', NO_NUMBERS],
      ['openTime', NO_NUMBERS],
    ]
    for (const [column, values] of wrong) {
      for (const value of values) {
        for (const row of [0, 2, 4]) {
          const bars = soundBars(5)
          ;(bars[column] as Float64Array)[row] = value
          const error = caught(() => checkBars(bars, start(), PLACE))
          expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({
            stream: 'S',
            row: 1_000 + row,
            column,
            value,
          })
        }
      }
    }
  })

  it('D9: names the extreme that does not hold open and close', () => {
    const cases: [Partial<Record<'open' | 'high' | 'low' | 'close', number>>, string][] = [
      [{ low: 100.5, open: 100, close: 101 }, 'low'],
      [{ low: 100.5, open: 101, close: 100 }, 'low'],
      [{ high: 100.5, open: 101, close: 100 }, 'high'],
      [{ high: 100.5, open: 100, close: 101 }, 'high'],
      [{ high: 99, low: 101 }, 'high'],
    ]
    for (const [numbers, column] of cases) {
      const bars = soundBars(3)
      for (const [name, value] of Object.entries(numbers)) (bars[name as 'open'] as Float64Array)[1] = value
      const error = caught(() => checkBars(bars, start(), PLACE))
      expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({ row: 1_001, column })
    }
  })

  it('D9: wants ascending closing times, each once, from block to block', () => {
    const order = start()
    checkBars(soundBars(5), order, PLACE)
    expect(order.last).toBe(300_000)
    const repeated = caught(() => checkBars(soundBars(1), order, PLACE))
    expect(String(repeated)).toContain('closeTime was 60000, expected a time after 300000')
    const bars = soundBars(5)
    bars.closeTime[3] = bars.closeTime[2] as number
    expect(
      isTapelineError(
        caught(() => checkBars(bars, start(), PLACE)),
        'BAD_DATA',
      ),
    ).toBe(true)
    const backwards = soundBars(5)
    backwards.openTime[2] = backwards.closeTime[2] as number
    const error = caught(() => checkBars(backwards, start(), PLACE))
    expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({ row: 1_002, column: 'openTime' })
  })

  it('A3: a chunk that claims more rows than it has is refused at the first that is missing', () => {
    const error = caught(() => checkBars({ ...soundBars(3), length: 4 }, start(), PLACE))
    expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({
      row: 1_003,
      column: 'closeTime',
      value: undefined,
    })
  })
})

describe('checkTrades', () => {
  it('takes trades of one instant, of no size, and a venue clock that runs backwards behind ours', () => {
    const trades = soundTrades(6, { tsRecv: true, side: true })
    trades.ts[3] = -5
    trades.size[2] = 0
    expect(caught(() => checkTrades(trades, start(), PLACE))).toBeUndefined()
  })

  it('A2, D9: names row, column and value of each bad number', () => {
    const wrong: [keyof TradeColumns & string, readonly number[]][] = [
      ['price', NO_PRICES],
      ['size', [...NO_NUMBERS, -1e-9]],
      ['ts', NO_NUMBERS],
      ['tsRecv', NO_NUMBERS],
    ]
    for (const tsRecv of [true, false]) {
      for (const [column, values] of wrong) {
        if (column === 'tsRecv' && !tsRecv) continue
        for (const value of values) {
          for (const row of [0, 2, 4]) {
            const trades = soundTrades(5, { tsRecv, side: false })
            ;(trades[column] as Float64Array)[row] = value
            const error = caught(() => checkTrades(trades, start(), PLACE))
            expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({
              row: 1_000 + row,
              column,
              value,
            })
          }
        }
      }
    }
  })

  it('D9: wants the replay clock never to run backwards, from block to block', () => {
    for (const tsRecv of [true, false]) {
      const order = start()
      checkTrades(soundTrades(4, { tsRecv, side: false }), order, PLACE)
      const error = caught(() => checkTrades(soundTrades(1, { tsRecv, side: false }), order, PLACE))
      expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({
        row: 1_000,
        column: tsRecv ? 'tsRecv' : 'ts',
      })
      expect(String(error)).toContain(`expected a time not before ${tsRecv ? 1_000.5 : 1_000}`)
    }
  })
})

function start(): RowOrder {
  return { last: -Number.MAX_VALUE }
}
