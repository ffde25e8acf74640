import { demand, demandKnown } from '../../errors/index.js'
import type { VenuePolicy } from '../venue.js'
import { constantLatency, demandLatency, type LatencyModel } from './latency-model.js'
import { riskAverseQueue, type QueueModel } from './queue-model.js'

/** Choices of {@link depthVenue}. */
export interface DepthVenueOptions {
  /** Where a resting order stands in the queue of its level; `riskAverseQueue` unless said. */
  readonly queueModel?: QueueModel | undefined
  /** Ways of orders and answers; none takes any time unless said. */
  readonly latencyModel?: LatencyModel | undefined
  /** How old the market is that the strategy sees, ms; 0 unless said. */
  readonly feedMs?: number | undefined
  /** How long the strategy thinks before an order leaves, ms; 0 unless said. */
  readonly computeMs?: number | undefined
  /** What own orders took from a level stays taken until the data tell the level anew; `false` flatters. */
  readonly liquidityConsumption?: boolean | undefined
  /**
   * What a print or the other side beyond a resting order's price fills of it: at most what was `shown`, or, as the time
   * priority of a real queue says, the `whole` order.
   */
  readonly throughFill?: 'shown' | 'whole' | undefined
  /** The rest of a market order that is larger than the known book: canceled, or filled at the last level (flatters). */
  readonly beyondDepth?: 'cancel' | 'last_level' | undefined
}

/** The same with everything said. */
export type FullDepthOptions = { readonly [K in keyof DepthVenueOptions]-?: NonNullable<DepthVenueOptions[K]> }

/** Checks the choices and fills in the honest ones. */
export function depthOptions(options: DepthVenueOptions): FullDepthOptions {
  demandKnown(OWNER, options, KNOWN)
  const {
    queueModel = riskAverseQueue,
    latencyModel = constantLatency(),
    feedMs = 0,
    computeMs = 0,
    liquidityConsumption = true,
    throughFill = 'shown',
    beyondDepth = 'cancel',
  } = options
  demand(typeof queueModel?.advance === 'function', OWNER, 'queueModel', queueModel, 'a queue model')
  demand(typeof latencyModel?.create === 'function', OWNER, 'latencyModel', latencyModel, 'a latency model')
  demandLatency(OWNER, 'feedMs', feedMs)
  demandLatency(OWNER, 'computeMs', computeMs)
  const isSwitch = typeof liquidityConsumption === 'boolean'
  demand(isSwitch, OWNER, 'liquidityConsumption', liquidityConsumption, 'true or false')
  demand(['shown', 'whole'].includes(throughFill), OWNER, 'throughFill', throughFill, "'shown' or 'whole'")
  demand(['cancel', 'last_level'].includes(beyondDepth), OWNER, 'beyondDepth', beyondDepth, "'cancel' or 'last_level'")
  return { queueModel, latencyModel, feedMs, computeMs, liquidityConsumption, throughFill, beyondDepth }
}

/** The choices as a result tells them. */
export function depthPolicies(options: FullDepthOptions): readonly VenuePolicy[] {
  const { queueModel, latencyModel, feedMs, computeMs, liquidityConsumption, throughFill, beyondDepth } = options
  return [
    { name: 'venue', value: 'depth', meaning: 'Orders meet recorded books and prints.' },
    { name: 'queueModel', value: queueModel.description, meaning: 'Where a resting order stands among its level.' },
    { name: 'latencyModel', value: latencyModel.description, meaning: 'How long orders and answers are on their way.' },
    { name: 'feedMs', value: `${feedMs} ms`, meaning: 'How old the market is that the strategy sees.' },
    { name: 'computeMs', value: `${computeMs} ms`, meaning: 'How long the strategy thinks before an order leaves.' },
    {
      name: 'liquidityConsumption',
      value: String(liquidityConsumption),
      meaning: 'Whether what own orders took from a level stays taken until the data tell the level anew.',
    },
    {
      name: 'throughFill',
      value: throughFill,
      meaning: 'What a print or the other side beyond a resting price fills: what was shown, or the whole order.',
    },
    { name: 'beyondDepth', value: beyondDepth, meaning: 'The rest of a market order beyond the known book.' },
    {
      name: 'gaps',
      value: 'suspended',
      meaning: 'Nothing is matched while the book is invalid; orders that arrive wait for the next snapshot.',
    },
  ]
}

const OWNER = 'depthVenue'
const KNOWN: readonly (keyof DepthVenueOptions)[] = [
  'queueModel',
  'latencyModel',
  'feedMs',
  'computeMs',
  'liquidityConsumption',
  'throughFill',
  'beyondDepth',
]
