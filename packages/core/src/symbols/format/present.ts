import { badParameter } from '../../errors/index.js'
import type { Bar, Instrument, QuoteTick, TradeTick } from '../../market/index.js'
import { format } from './format.js'

/** Time in both units that charts and tables take; `null` where the event has none. */
interface PresentedTime {
  /** UTC epoch ms, a fraction where the venue gives microseconds: ours everywhere. */
  readonly timeMs: number | null
  /** UTC epoch seconds, whole: what lightweight-charts takes. */
  readonly time: number | null
}

/** A trade as a list shows it. */
export interface PresentedTrade extends PresentedTime {
  readonly type: 'TradeTick'
  readonly id: string | null
  readonly side: 'buy' | 'sell' | null
  /** The numbers themselves, `null` where they are none: to sort by, to draw. */
  readonly price: number | null
  readonly size: number | null
  readonly notional: number | null
  readonly priceText: string
  readonly sizeText: string
  /** Price x size in few letters. */
  readonly notionalText: string
}

/** A quote as a ticker shows it. */
export interface PresentedQuote extends PresentedTime {
  readonly type: 'QuoteTick'
  readonly bidPrice: number | null
  readonly askPrice: number | null
  readonly mid: number | null
  readonly spread: number | null
  readonly bidText: string
  readonly askText: string
  readonly bidSizeText: string
  readonly askSizeText: string
  readonly spreadText: string
  /** Spread as per cent of the mid. */
  readonly spreadPercentText: string
}

/** A bar as a chart and its legend show it; `time` is that of its opening. */
export interface PresentedBar extends PresentedTime {
  readonly type: 'Bar'
  readonly open: number | null
  readonly high: number | null
  readonly low: number | null
  readonly close: number | null
  readonly volume: number | null
  readonly isFinal: boolean
  readonly openText: string
  readonly highText: string
  readonly lowText: string
  readonly closeText: string
  readonly volumeText: string
  /** From open to close. */
  readonly changeText: string
  readonly changePercentText: string
}

/**
 * An event with everything ready to be shown: numbers that are finite or `null`, texts in the reader's locale, a dash for
 * what is missing, time in milliseconds and in seconds. The event itself stays as it is: domain and display apart.
 *
 * @throws `BAD_PARAMETER` for an event of another kind.
 *
 * @example
 * ```ts
 * import { instrument, type TradeTick } from '@tapeline/core'
 * import { present } from '@tapeline/core/format'
 * const btc = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
 * const trade: TradeTick = { type: 'TradeTick', instrumentId: btc.id, ts: 1_723_161_255_208.5, price: 61_800, size: 0.25, aggressorSide: 'buy', tradeId: '7' }
 * const { priceText, sizeText, notionalText, time } = present(trade, btc, 'en-US')
 * console.log(priceText, sizeText, notionalText, time) // 61,800.00 0.25 15.5K 1723161255
 * ```
 */
export function present(event: TradeTick, instrument: Instrument, locale?: string): PresentedTrade
export function present(event: QuoteTick, instrument: Instrument, locale?: string): PresentedQuote
export function present(event: Bar, instrument: Instrument, locale?: string): PresentedBar
export function present(
  event: TradeTick | QuoteTick | Bar,
  instrument: Instrument,
  locale?: string,
): PresentedTrade | PresentedQuote | PresentedBar {
  switch (event?.type) {
    case 'TradeTick':
      return trade(event, instrument, locale)
    case 'QuoteTick':
      return quote(event, instrument, locale)
    case 'Bar':
      return bar(event, instrument, locale)
    default:
      throw badParameter({
        owner: 'present',
        parameter: 'event',
        value: (event as { readonly type?: unknown } | null)?.type,
        expected: 'a TradeTick, QuoteTick or Bar',
      })
  }
}

function trade(event: TradeTick, instrument: Instrument, locale?: string): PresentedTrade {
  const { aggressorSide, tradeId } = event
  const [price, size] = [finite(event.price), finite(event.size)]
  const notional = finite((price ?? NaN) * (size ?? NaN) * instrument.contractSize)
  return {
    type: 'TradeTick',
    id: tradeId ?? null,
    side: aggressorSide === 'buy' || aggressorSide === 'sell' ? aggressorSide : null,
    ...times(event.ts),
    price,
    size,
    notional,
    priceText: format.price(price, instrument, locale),
    sizeText: format.volume(size, instrument, locale),
    notionalText: format.compact(notional, locale),
  }
}

function quote(event: QuoteTick, instrument: Instrument, locale?: string): PresentedQuote {
  const [bidPrice, askPrice] = [finite(event.bidPrice), finite(event.askPrice)]
  const spread = finite((askPrice ?? NaN) - (bidPrice ?? NaN))
  const mid = spread === null ? null : finite((bidPrice as number) + spread / 2)
  const share = spread === null || mid === null ? null : finite(spread / mid)
  return {
    type: 'QuoteTick',
    ...times(event.ts),
    bidPrice,
    askPrice,
    mid,
    spread,
    bidText: format.price(bidPrice, instrument, locale),
    askText: format.price(askPrice, instrument, locale),
    bidSizeText: format.volume(event.bidSize, instrument, locale),
    askSizeText: format.volume(event.askSize, instrument, locale),
    spreadText: format.price(spread, instrument, locale),
    spreadPercentText: format.percent(share, locale, 3),
  }
}

function bar(event: Bar, instrument: Instrument, locale?: string): PresentedBar {
  const [open, high, low] = [finite(event.open), finite(event.high), finite(event.low)]
  const [close, volume] = [finite(event.close), finite(event.volume)]
  const change = finite((close ?? NaN) - (open ?? NaN))
  return {
    type: 'Bar',
    ...times(event.openTime),
    open,
    high,
    low,
    close,
    volume,
    isFinal: event.isFinal === true,
    openText: format.price(open, instrument, locale),
    highText: format.price(high, instrument, locale),
    lowText: format.price(low, instrument, locale),
    closeText: format.price(close, instrument, locale),
    volumeText: format.compact(volume, locale),
    changeText: format.signed(change, instrument, locale),
    changePercentText: format.percent(change === null ? null : finite(change / (open as number)), locale),
  }
}

function times(ts: number): PresentedTime {
  const timeMs = finite(ts)
  return { timeMs, time: timeMs === null ? null : Math.floor(timeMs / 1_000) }
}

/** Zero has no sign here. */
function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : null
}
