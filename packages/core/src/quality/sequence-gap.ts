import type { MarketEvent } from '../market/index.js'
import { decimalId } from './decimal-id.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'

/** When trade ids are taken to be counted. */
export interface SequenceGapOptions {
  /**
   * Trade ids in a row, each one above the one before, after which a jump is a gap; 16 unless said. Venues whose ids are
   * not counted a market never get there. 0: they are counted.
   */
  readonly countedAfter?: number | undefined
  /** A step back further than this is a restart of the count; 100000 unless said. */
  readonly restartBelow?: number | undefined
}

class SequenceGap extends QualityProbe {
  private readonly options: SettledOptions<SequenceGapOptions>
  private newest: number = NaN
  private inRow = 0

  constructor(options: SettledOptions<SequenceGapOptions>) {
    super()
    this.options = options
  }

  // What arrived has arrived, even if it is rejected for another reason: so the count goes on here.
  override check(event: MarketEvent): Finding | null {
    if (event.type === 'TradeTick') return this.trade(event.tradeId)
    if (event.type === 'OrderBookSnapshot' || (event.type === 'OrderBookOrders' && event.isSnapshot)) {
      if (Number.isSafeInteger(event.sequence)) this.newest = event.sequence
      return null
    }
    if (event.type !== 'OrderBookDelta' && event.type !== 'OrderBookOrders') return null
    const { firstSequence, sequence, previousSequence } = event
    if (!Number.isSafeInteger(sequence) || !Number.isSafeInteger(firstSequence)) return null
    const { newest } = this
    const before = previousSequence ?? firstSequence - 1
    this.newest = sequence > newest || this.isRestart(sequence) ? sequence : newest
    if (!(before > newest) || !Number.isFinite(before)) return null
    return finding('firstSequence', firstSequence, `a change that follows ${newest}`, {
      newest,
      missing: before - newest,
    })
  }

  private trade(id: unknown): Finding | null {
    const number = decimalId(id)
    if (number < 0) return null
    const { newest } = this
    if (number === newest + 1) {
      this.newest = number
      if (this.inRow < this.options.countedAfter) this.inRow++
      return null
    }
    if (number <= newest && !this.isRestart(number)) return null
    this.newest = number
    if (newest !== newest) return null
    if (!this.isCounted) {
      this.inRow = 0
      return null
    }
    if (number < newest) return finding('tradeId', number, `an id near ${newest}`, { newest })
    return finding('tradeId', number, `the id after ${newest}`, { newest, missing: number - newest - 1 })
  }

  private get isCounted(): boolean {
    return this.inRow >= this.options.countedAfter
  }

  private isRestart(number: number): boolean {
    return this.newest !== this.newest || this.newest - number > this.options.restartBelow
  }
}

/**
 * Numbers missing in a count: sequences of a book's deltas, and ids of trades where the venue counts them (B1). A book is
 * invalid from such a delta on until a snapshot comes.
 */
export const sequenceGap: CheckType<SequenceGapOptions> = /*#__PURE__*/ defineCheck<SequenceGapOptions>({
  name: 'sequenceGap',
  tells: 'Something is missing: sequences of book deltas, or trade ids where the venue counts them, leave numbers out.',
  stage: 'arrival',
  appliesTo: ['TradeTick', 'OrderBookDelta', 'OrderBookOrders', 'OrderBookSnapshot'],
  action: 'flag',
  options: {
    countedAfter: {
      kind: 'whole',
      default: 16,
      min: 0,
      max: 1e6,
      unit: 'count',
      tells: 'Steps of 1 that show a count.',
    },
    restartBelow: {
      kind: 'whole',
      default: 100_000,
      min: 1,
      max: 1e15,
      unit: 'count',
      tells: 'Step back of a restart.',
    },
  },
  probe: SequenceGap,
})
