import { badParameter, TapelineError } from '../errors/index.js'
import { FormingGraph, type FormingGraphSnapshot, type IndicatorNode } from '../indicator/index.js'
import type { BarCopy, IndicatorValues, StrategyIndicators, TradeCopy } from '../strategy/index.js'

/** What feeds a set of live indicators: bars, or trades. */
export type FeedKind = 'bars' | 'trades'

/** A bar or a trade print; other fields may stand beside these. */
export type FeedEvent = BarCopy | TradeCopy

const BAR = ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const
const TRADE = ['ts', 'price', 'size'] as const

interface Slot {
  readonly name: string
  readonly node: IndicatorNode
}

/**
 * Several indicators fed by one live series, event by event: the newest bar may be replaced as long as it forms. Equal
 * definitions, and what compositions have in common, are computed once.
 *
 * A price that is no number, infinite or beyond 1e100 makes the values of the indicators that read it `null` for this
 * event, and leaves no other trace; but windows in time cannot take back a tick that they took. O(1) an event and
 * indicator.
 *
 * @example
 * ```ts
 * import { LiveIndicators } from '@tapeline/core/rx'
 * import { sma } from '@tapeline/indicators'
 * const live = new LiveIndicators({ mean: sma({ period: 2 }) }, 'trades')
 * live.update({ ts: 1, price: 10, size: 1, aggressorSide: null })
 * console.log(live.update({ ts: 2, price: 12, size: 1, aggressorSide: null })) // { mean: 11 }
 * console.log(live.replace({ ts: 2, price: 14, size: 1, aggressorSide: null })) // { mean: 12 }
 * ```
 */
export class LiveIndicators<I extends StrategyIndicators> {
  readonly #graph: FormingGraph
  readonly #series: readonly string[]
  readonly #columns: readonly Float64Array[]
  readonly #slots: readonly Slot[]
  #isReady = false

  /** @param indicators the definitions, by the names under which values are read. @param kind what they are fed. */
  constructor(indicators: I, kind: FeedKind) {
    this.#series = kind === 'trades' ? TRADE : BAR
    this.#graph = new FormingGraph(this.#series)
    this.#columns = this.#series.map((name) => this.#graph.row[name] as Float64Array)
    this.#slots = checkDefinitions(indicators).map(([name, definition]) => ({
      name,
      node: this.#graph.add(definition),
    }))
  }

  /** Does every declared indicator have all of its values, as of the latest event? */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Takes the next event and returns the values as of then. */
  update(event: FeedEvent): IndicatorValues<I, 'partial'> {
    this.#write(event)
    this.#graph.update()
    return this.#read()
  }

  /** Takes a new version of the latest event, any number of times. */
  replace(event: FeedEvent): IndicatorValues<I, 'partial'> {
    this.#write(event)
    this.#graph.replace()
    return this.#read()
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): FormingGraphSnapshot {
    return this.#graph.snapshot()
  }

  /** Takes over a snapshot of the same definitions; any other is a typed error. */
  restore(snapshot: FormingGraphSnapshot): void {
    this.#graph.restore(snapshot)
  }

  #write(event: FeedEvent): void {
    const fields = event as unknown as Readonly<Record<string, unknown>>
    for (let at = 0; at < this.#series.length; at++) {
      const value = fields[this.#series[at] as string]
      ;(this.#columns[at] as Float64Array)[0] = typeof value === 'number' ? value : NaN
    }
  }

  #read(): IndicatorValues<I, 'partial'> {
    const values: Record<string, unknown> = {}
    this.#isReady = true
    for (const { name, node } of this.#slots) {
      if (node.error !== null) throw failed(name, node)
      const { outputs } = node.definition
      if (outputs.length === 1 && outputs[0] === 'value') {
        values[name] = this.#present(node, 0)
        continue
      }
      const each: Record<string, number | null> = {}
      for (let at = 0; at < outputs.length; at++) each[outputs[at] as string] = this.#present(node, at)
      values[name] = each
    }
    return values as IndicatorValues<I, 'partial'>
  }

  #present(node: IndicatorNode, at: number): number | null {
    const value = node.columns[at]?.[0] as number
    if (value === value) return value
    this.#isReady = false
    return null
  }
}

/** The definitions of a record, each fed by the one series that there is; a typed error names one that is not. */
export function checkDefinitions<I extends StrategyIndicators>(indicators: I): [string, I[string]][] {
  const owner = 'indicate'
  if (typeof indicators !== 'object' || indicators === null) {
    throw badParameter({
      owner,
      parameter: 'indicators',
      value: indicators,
      expected: 'definitions by name, such as { fast: ema({ period: 20 }) }',
    })
  }
  const entries = Object.entries(indicators) as [string, I[string]][]
  for (const [parameter, definition] of entries) {
    if (typeof definition?.create !== 'function') {
      throw badParameter({
        owner,
        parameter,
        value: definition,
        expected: 'the definition of an indicator, such as ema({ period: 20 })',
      })
    }
    if (definition.on !== 'main') {
      throw badParameter({
        owner,
        parameter,
        value: definition.key,
        expected: 'a definition without `on`: there is one series here',
      })
    }
  }
  return entries
}

function failed(name: string, { definition, error }: IndicatorNode): TapelineError {
  return new TapelineError(`The indicator ${name} (${definition.key}) threw: ${String(error)}`, {
    code: 'INDICATOR_FAILED',
    details: { name, key: definition.key },
    cause: error,
  })
}
