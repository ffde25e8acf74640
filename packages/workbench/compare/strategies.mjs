import { bars, strategy } from '@tapeline/core'
import { sma } from '@tapeline/indicators'

const cents = (price) => Math.round(price * 100) / 100

/** The strategies that all three run; `peers.py` has the same for the others. */
export const strategiesOf = (size, first) => ({
  market: strategy({
    name: 'market',
    data: { main: bars('1d') },
    indicators: () => ({ fast: sma({ period: 10 }), slow: sma({ period: 30 }) }),
    state: () => ({ row: 28 }), // the first bar with a slow average is row 29
    onBar({ ind, state, position, orders }) {
      if (++state.row < first) return
      if (ind.fast > ind.slow && position.isFlat) orders.buy({ quantity: size })
      else if (ind.fast < ind.slow && position.isLong) orders.close()
    },
  }),
  limit: strategy({
    name: 'limit',
    data: { main: bars('1d') },
    state: () => ({ row: -1, placed: -1, held: 0 }),
    onBar({ bar, state, position, orders }) {
      if (++state.row < first) return
      if (position.isLong) {
        if (++state.held === 5) orders.close()
        return
      }
      state.held = 0
      if (orders.open.length > 0 && state.row - state.placed >= 3) orders.cancelAll()
      if (orders.open.length > 0) return
      orders.buy({ quantity: size, limit: cents(bar.close * 0.995) })
      state.placed = state.row
    },
  }),
  stop: strategy({
    name: 'stop',
    data: { main: bars('1d') },
    state: () => ({ row: -1, highs: [], lows: [] }), // bound: ten highs, five lows
    onBar({ bar, state, position, orders }) {
      state.highs = [...state.highs, bar.high].slice(-10)
      state.lows = [...state.lows, bar.low].slice(-5)
      orders.cancelAll()
      if (++state.row < first) return
      if (position.isLong) orders.sell({ quantity: size, stop: cents(Math.min(...state.lows)) })
      else orders.buy({ quantity: size, stop: cents(Math.max(...state.highs)) })
    },
  }),
  'take-profit': strategy({
    name: 'take-profit',
    data: { main: bars('1d') },
    state: () => ({ row: -1 }),
    onBar({ state, position, orders }) {
      state.row++
      orders.cancelAll()
      if (position.isLong) orders.sell({ quantity: size, limit: cents(position.avgPrice * 1.01) })
      else if (state.row >= first && state.row % 4 === 0) orders.buy({ quantity: size })
    },
  }),
})
