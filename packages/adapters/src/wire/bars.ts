import { barCloseTime, type Bar, type InstrumentId, type Timeframe } from '@tapeline/core'
import { WireRefusal } from './refusal.js'

/** What a candle of the wire says, in our units. */
export interface WireCandle {
  readonly instrumentId: InstrumentId
  readonly tsRecv: number
  readonly timeframe: Timeframe
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly quoteVolume?: number | undefined
  readonly trades?: number | undefined
  readonly isFinal: boolean
}

/** A bar of a candle: its end follows from its timeframe, its prices must hold together. */
export function barOf(candle: WireCandle): Bar {
  const { timeframe, openTime, open, high, low, close } = candle
  if (!(high >= open && high >= close && low <= open && low <= close))
    throw new WireRefusal('inconsistent', 'high, low', `${high}, ${low}`, `a range around ${open} and ${close}`)
  const closeTime = barCloseTime(timeframe, openTime)
  const { instrumentId, tsRecv, volume, isFinal } = candle
  const bar = { type: 'Bar', instrumentId, ts: closeTime, tsRecv, timeframe, openTime, closeTime } as const
  const values = { open, high, low, close, volume, isFinal }
  return { ...bar, ...values, ...known('quoteVolume', candle.quoteVolume), ...known('trades', candle.trades) }
}

function known(name: 'quoteVolume' | 'trades', value: number | undefined): Partial<Record<typeof name, number>> {
  return value === undefined ? {} : { [name]: value }
}
