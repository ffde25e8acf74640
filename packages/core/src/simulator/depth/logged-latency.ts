import { demand, demandKnown } from '../../errors/index.js'
import { demandLatency, type LatencyModel } from './latency-model.js'

/** One order of one's own log. */
export interface LoggedOrder {
  /** When we sent it, our clock, UTC epoch ms. */
  readonly sentTs: number
  /** When the venue matched it, the venue's clock. */
  readonly exchangeTs: number
  /** When we heard of it, our clock. */
  readonly answeredTs: number
}

/** Options of {@link loggedLatency}. */
export interface LoggedLatencyOptions {
  /** Orders in the order in which they were sent. */
  readonly log: readonly LoggedOrder[]
  /** How far the venue's clock is ahead of ours, ms; 0 unless said. Taken off every `exchangeTs`. */
  readonly clockAheadMs?: number | undefined
}

/**
 * Latencies as one's own orders had them, straight between two of the log and those of the nearest beyond its ends.
 *
 * Clocks that disagree give negative times: the log is refused then, naming the order, until `clockAheadMs` is right.
 *
 * @example
 * ```ts
 * import { loggedLatency } from '@tapeline/core/trading'
 * const log = [
 *   { sentTs: 0, exchangeTs: 4, answeredTs: 10 },
 *   { sentTs: 100, exchangeTs: 108, answeredTs: 120 },
 * ]
 * const way = loggedLatency({ log }).create('BTC/USDT@binance')
 * console.log(way.entryMs(50), way.responseMs(56)) // 6 9
 * ```
 */
export function loggedLatency(options: LoggedLatencyOptions): LatencyModel {
  demandKnown(OWNER, options, ['log', 'clockAheadMs'])
  const { log, clockAheadMs = 0 } = options
  demand(Number.isFinite(clockAheadMs), OWNER, 'clockAheadMs', clockAheadMs, 'a finite number of ms')
  demand(Array.isArray(log) && log.length > 0, OWNER, 'log', log, 'at least one order')
  const sent = new Float64Array(log.length)
  const matched = new Float64Array(log.length)
  const entry = new Float64Array(log.length)
  const response = new Float64Array(log.length)
  log.forEach(({ sentTs, exchangeTs, answeredTs }, i) => {
    sent[i] = sentTs
    matched[i] = exchangeTs - clockAheadMs
    entry[i] = matched[i]! - sentTs
    response[i] = answeredTs - matched[i]!
    demandLatency(OWNER, `log[${i}], sentTs to exchangeTs,`, entry[i])
    demandLatency(OWNER, `log[${i}], exchangeTs to answeredTs,`, response[i])
    const isInOrder = i === 0 || (sent[i]! > sent[i - 1]! && matched[i]! >= matched[i - 1]!)
    demand(isInOrder, OWNER, `log[${i}].sentTs`, sentTs, 'a time after the order before')
  })
  const both = Object.freeze({
    entryMs: (now: number) => between(sent, entry, now),
    responseMs: (now: number) => between(matched, response, now),
  })
  return Object.freeze({ description: `logged: between ${log.length} orders of a log`, create: () => both })
}

const OWNER = 'loggedLatency'

/** Value at a time, straight between its neighbours. */
function between(times: Float64Array, values: Float64Array, at: number): number {
  let low = 0
  let high = times.length - 1
  if (at <= times[low]!) return values[low]!
  if (at >= times[high]!) return values[high]!
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (times[middle]! <= at) low = middle
    else high = middle
  }
  const share = (at - times[low]!) / (times[high]! - times[low]!)
  return values[low]! + share * (values[high]! - values[low]!)
}
