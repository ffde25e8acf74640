import type { Instrument } from '../market/index.js'

const DAY_MS = 86_400_000

/** One session of trading, `[open, close)`, UTC epoch ms. */
export interface TradingSession {
  /** Its first moment; Infinity where none follows. */
  readonly open: number
  /** The first moment after it. */
  readonly close: number
}

/** When instruments trade: at whose opens and closes `OPG` and `CLS` orders meet the market. */
export interface TradingSessions {
  /** How it introduces itself in a result's policies. */
  readonly description: string
  /** For one instrument: the session that a moment falls into, else the next one. */
  of(instrument: Instrument): (ts: number) => TradingSession
}

/** Around the clock, cut into days at midnight UTC. */
export const utcDays: TradingSessions = Object.freeze({
  description: 'UTC days',
  of:
    () =>
    (ts: number): TradingSession => {
      const open = Math.floor(ts / DAY_MS) * DAY_MS
      return { open, close: open + DAY_MS }
    },
})
