import type { MarketEvent } from '../market/index.js'
import type { State } from '../window/index.js'
import { decimalId } from './decimal-id.js'
import { defineCheck, type CheckType, type SettledOptions } from './define-check.js'
import { finding, QualityProbe, type Finding } from './quality-probe.js'
import { RecentNumbers } from './recent-numbers.js'

/** How far back copies are looked for. */
export interface DuplicateOptions {
  /** Newest ids that are remembered, at least; up to twice as many; 1024 unless said. */
  readonly window?: number | undefined
}

class Duplicate extends QualityProbe {
  private readonly options: SettledOptions<DuplicateOptions>
  private readonly numbers: RecentNumbers
  // bound: options.window texts each; the older set is dropped when the newer is full.
  private newer: Set<string> = new Set()
  private older: ReadonlySet<string> = new Set()

  /** Id of the event that was asked about last, where it is a number. */
  private asked = -1

  constructor(options: SettledOptions<DuplicateOptions>) {
    super()
    this.options = options
    this.numbers = new RecentNumbers(options.window)
  }

  override check(event: MarketEvent): Finding | null {
    const number = numberOf(event)
    this.asked = number
    const id = number < 0 ? textOf(event) : null
    if (number < 0 && id === null) return null
    const isKnown = id === null ? this.numbers.has(number) : this.newer.has(id) || this.older.has(id)
    if (!isKnown) return null
    const field = event.type === 'TradeTick' ? 'tradeId' : 'sequence'
    return finding(field, id ?? number, `an id that is not among the ${this.options.window} newest`)
  }

  override learn(event: MarketEvent): void {
    if (this.asked >= 0) return this.numbers.add(this.asked)
    const id = textOf(event)
    if (id !== null) this.addText(id)
  }

  override snapshot(): State {
    return { ...super.snapshot(), newer: [...this.newer], older: [...this.older] }
  }

  override restore(state: State): void {
    const { newer, older, ...rest } = state
    super.restore(rest)
    this.newer = new Set(newer as readonly string[])
    this.older = new Set(older as readonly string[])
  }

  private addText(id: string): void {
    this.newer.add(id)
    if (this.newer.size < this.options.window) return
    this.older = this.newer
    this.newer = new Set() // bound: as above
  }
}

/**
 * Events that came before, told by the venue's id: trades by `tradeId`, changes of a book by their sequence (A8). An id that
 * came with a rejected event may come again. Events without an id are {@link repeated}'s.
 */
export const duplicate: CheckType<DuplicateOptions> = /*#__PURE__*/ defineCheck<DuplicateOptions>({
  name: 'duplicate',
  tells: 'An event that came before, as after a reconnect: its id is among the newest ones.',
  stage: 'copy',
  appliesTo: ['TradeTick', 'OrderBookDelta', 'OrderBookOrders'],
  action: 'reject',
  options: {
    window: { kind: 'whole', default: 1_024, min: 1, max: 1_000_000, unit: 'count', tells: 'Ids to remember.' },
  },
  probe: Duplicate,
})

/** Ids of 10 KB are no ids: they would fill the memory that counts them. */
const LONGEST_ID = 128

/** The id as a number; -1 where it is not exact as one, or missing. */
function numberOf(event: MarketEvent): number {
  if (event.type === 'TradeTick') return decimalId(event.tradeId)
  const isDelta = event.type === 'OrderBookDelta' || (event.type === 'OrderBookOrders' && !event.isSnapshot)
  if (!isDelta) return -1
  return Number.isSafeInteger(event.sequence) ? event.sequence : -1
}

function textOf(event: MarketEvent): string | null {
  if (event.type !== 'TradeTick') return null
  const { tradeId } = event
  return typeof tradeId === 'string' && tradeId.length > 0 && tradeId.length <= LONGEST_ID ? tradeId : null
}
