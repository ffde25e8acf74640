import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { BarView, TradeView, type Cursor } from '../../src/strategy/index.js'
import { caught } from '../caught.js'
import { soundBars, soundTrades } from '../replay/recordings.js'

const BAR = ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const
const TRADE = ['ts', 'price', 'size', 'aggressorSide'] as const

describe('BarView', () => {
  it('shows the row that its cursor stands at, of the columns it was bound to last', () => {
    const cursor = openCursor()
    const view = new BarView(cursor)
    const bars = soundBars(4)
    view.bind(bars)
    for (cursor.row = 0; cursor.row < 4; cursor.row++) {
      for (const name of BAR) expect(view[name]).toBe(bars[name][cursor.row])
    }
    const others = soundBars(1)
    others.close[0] = 7
    view.bind(others)
    cursor.row = 0
    expect(view.close).toBe(7)
  })

  it('gives a copy that keeps its numbers', () => {
    const cursor = openCursor()
    const view = new BarView(cursor)
    const bars = soundBars(2)
    view.bind(bars)
    const copy = view.copy()
    bars.close[0] = 7
    cursor.row = 1
    cursor.gate.isOpen = false
    expect(copy).toEqual({ openTime: 0, closeTime: 60_000, open: 100, high: 110, low: 90, close: 101, volume: 0 })
  })

  it('refuses to be read outside of its call, and before it was bound', () => {
    const cursor = openCursor()
    const view = new BarView(cursor)
    expect(
      isTapelineError(
        caught(() => view.close),
        'STALE_VIEW',
      ),
    ).toBe(true)
    view.bind(soundBars(1))
    cursor.gate.isOpen = false
    for (const name of BAR)
      expect(
        isTapelineError(
          caught(() => view[name]),
          'STALE_VIEW',
        ),
      ).toBe(true)
    const error = caught(() => view.copy())
    expect(String(error)).toContain('The bar was read outside of the call')
    expect(String(error)).toContain('copy()')
  })
})

describe('TradeView', () => {
  it('shows the row that its cursor stands at, and who was the aggressor', () => {
    const cursor = openCursor()
    const view = new TradeView(cursor)
    const trades = soundTrades(3, { tsRecv: true, side: true })
    view.bind(trades)
    const rows = [0, 1, 2].map((row) => {
      cursor.row = row
      return view.copy()
    })
    expect(rows).toEqual([
      { ts: 0, price: 100, size: 0, aggressorSide: 'sell' },
      { ts: 0, price: 100.125, size: 1, aggressorSide: null },
      { ts: 1_000, price: 100.25, size: 2, aggressorSide: 'buy' },
    ])
    view.bind(soundTrades(3, { tsRecv: false, side: false }))
    expect(view.aggressorSide).toBeNull()
  })

  it('refuses to be read outside of its call, and before it was bound', () => {
    const cursor = openCursor()
    const view = new TradeView(cursor)
    expect(
      isTapelineError(
        caught(() => view.price),
        'STALE_VIEW',
      ),
    ).toBe(true)
    view.bind(soundTrades(1, { tsRecv: false, side: true }))
    cursor.gate.isOpen = false
    for (const name of TRADE)
      expect(
        isTapelineError(
          caught(() => view[name]),
          'STALE_VIEW',
        ),
      ).toBe(true)
    expect(String(caught(() => view.copy()))).toContain('The trade was read outside of the call')
  })
})

function openCursor(): Cursor {
  return { row: 0, gate: { isOpen: true } }
}
