import { demand, demandKnown } from '../../errors/index.js'
import { SeededRandom } from '../../math/index.js'
import type { InstrumentId } from '../../market/index.js'

/** How long an order and the answer to it are on their way. */
export interface LatencyModel {
  /** How it introduces itself in a result's policies. */
  readonly description: string
  /** Both ways of one instrument, made anew for each run. */
  create(instrumentId: InstrumentId): OrderLatency
}

/** The two ways of an order, in ms from the moment they begin; never negative. */
export interface OrderLatency {
  /** From us to the venue's matching, for an order sent at `now`. */
  entryMs(now: number): number
  /** From the matching to us, for what happened at `now`. */
  responseMs(now: number): number
}

/** Two ways that always take as long. */
export interface ConstantLatencyOptions {
  /** Order to venue, ms; 0 unless said. */
  readonly entryMs?: number | undefined
  /** Answer to us, ms; 0 unless said. */
  readonly responseMs?: number | undefined
}

/** Measured times that one is drawn of for each order. */
export interface SampledLatencyOptions {
  /** Decides the draws. */
  readonly seed: number | string
  /** Times of orders to the venue, ms; each as likely. */
  readonly entryMs: readonly number[]
  /** Times of answers, ms; each as likely. */
  readonly responseMs: readonly number[]
}

/**
 * Every order takes as long.
 *
 * @example
 * ```ts
 * import { constantLatency } from '@tapeline/core/trading'
 * console.log(constantLatency({ entryMs: 5, responseMs: 7 }).description) // constant: entry 5 ms, response 7 ms
 * ```
 */
export function constantLatency(options: ConstantLatencyOptions = {}): LatencyModel {
  demandKnown('constantLatency', options, ['entryMs', 'responseMs'])
  const { entryMs = 0, responseMs = 0 } = options
  demandLatency('constantLatency', 'entryMs', entryMs)
  demandLatency('constantLatency', 'responseMs', responseMs)
  const both: OrderLatency = Object.freeze({ entryMs: () => entryMs, responseMs: () => responseMs })
  return Object.freeze({
    description: `constant: entry ${entryMs} ms, response ${responseMs} ms`,
    create: () => both,
  })
}

/** Each order draws its times from measured ones, by a seed: a repeated run draws the same. A negative time is refused. */
export function sampledLatency(options: SampledLatencyOptions): LatencyModel {
  demandKnown('sampledLatency', options, ['seed', 'entryMs', 'responseMs'])
  const random = new SeededRandom(options.seed)
  const entries = samples('entryMs', options.entryMs)
  const responses = samples('responseMs', options.responseMs)
  return Object.freeze({
    description: `sampled: ${entries.length} entry and ${responses.length} response times, seed ${options.seed}`,
    create: (instrumentId: InstrumentId): OrderLatency => {
      const draws = random.fork(instrumentId)
      return {
        entryMs: () => entries[draws.int(entries.length)] as number,
        responseMs: () => responses[draws.int(responses.length)] as number,
      }
    },
  })
}

/** Refuses what cannot be a time on the way; a negative one says that two clocks disagree. */
export function demandLatency(owner: string, parameter: string, value: unknown): void {
  const isTime = typeof value === 'number' && Number.isFinite(value) && value >= 0
  demand(isTime, owner, parameter, value, 'milliseconds of at least 0')
}

function samples(parameter: string, given: readonly number[]): readonly number[] {
  const isList = Array.isArray(given) && given.length > 0
  demand(isList, 'sampledLatency', parameter, given, 'at least one time in ms')
  given.forEach((value, i) => demandLatency('sampledLatency', `${parameter}[${i}]`, value))
  return [...given]
}
