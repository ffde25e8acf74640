import { badParameter, demand, demandKnown } from '../errors/index.js'
import type { InstrumentId, MarketEvent } from '../market/index.js'
import { checkOption, type CheckOptionSpec, type CheckOptionValue } from './check-option.js'
import type { QualityProbe } from './quality-probe.js'
import type { QualityAction } from './verdict.js'

/** Kind of event, as its `type` says. */
export type EventType = MarketEvent['type']

/**
 * When a check has its turn, whatever the order of the rules: what was lost on the way, impossible values, wrong times,
 * copies, and then what a market hardly does.
 */
export type CheckStage = 'arrival' | 'value' | 'time' | 'copy' | 'market'

/** What there is to know about a check without running it. */
export interface CheckMetadata {
  /** Its name, in camelCase. */
  readonly name: string
  /** What it tells a trader, in one sentence. */
  readonly tells: string
  /** When it has its turn. */
  readonly stage: CheckStage
  /** Kinds of events that it can judge. */
  readonly appliesTo: readonly EventType[]
  /** What it does unless told otherwise. */
  readonly action: QualityAction
  /** Its options, their defaults, ranges and units. */
  readonly options: Readonly<Record<string, CheckOptionSpec>>
  /** True where a finding means that the event's time is wrong. */
  readonly distrustsTime?: boolean
  /** Where the rule comes from, where it is not plain. */
  readonly source?: string
}

/** Options that every rule takes beside its own. */
export interface RuleOptions {
  /** What to do about a finding, or what to do for each kind of event (the others keep the default). */
  readonly action?: QualityAction | Readonly<Partial<Record<EventType, QualityAction>>> | undefined
  /** Kinds of events to judge, of those that it can; all of them unless said. */
  readonly events?: readonly EventType[] | undefined
  /** Instruments to judge; all unless said. */
  readonly instruments?: readonly InstrumentId[] | undefined
}

/** A check with its options settled: plain frozen data, but for `create`. */
export interface QualityRule {
  /** Name of the check. */
  readonly check: string
  /** Name and what differs from the defaults: its name in counters and snapshots. */
  readonly key: string
  /** Its options, defaults filled in. */
  readonly options: Readonly<Record<string, CheckOptionValue>>
  /** What it does about a finding, for each kind of event that it judges. */
  readonly actions: Readonly<Partial<Record<EventType, QualityAction>>>
  /** Instruments that it judges; `null` for all. */
  readonly instruments: readonly InstrumentId[] | null
  /** What there is to know about the check; not part of its data. */
  readonly metadata: CheckMetadata
  /** Its state for one stream. */
  create(): QualityProbe
}

/** A check: call it with options for a rule. */
export interface CheckType<O extends object> {
  (options?: O & RuleOptions): QualityRule
  /** Everything there is to know about it, as data. */
  readonly metadata: CheckMetadata
}

/** Options of a check with the defaults filled in. */
export type SettledOptions<O> = { readonly [K in keyof O]-?: Exclude<O[K], undefined> }

/** What the author of a check writes down: its metadata and what judges one stream. */
export interface CheckSpec<O extends object> extends Omit<CheckMetadata, 'options'> {
  /** Its options, their defaults, ranges and units. */
  readonly options: { readonly [K in keyof SettledOptions<O>]: CheckOptionSpec }
  /** Throws where options contradict each other. */
  readonly demands?: (options: SettledOptions<O>) => void
  /** What judges one stream. */
  readonly probe: new (options: SettledOptions<O>) => QualityProbe
}

/**
 * Makes a check from its metadata and its probe: the one call in a check's file. `qualityCheckConformance` of
 * `@tapeline/core/testing` tries what you made.
 *
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER` when the check is called with options that it cannot take.
 *
 * @example
 * ```ts
 * import type { MarketEvent, TradeTick } from '@tapeline/core'
 * import { defineCheck, finding, qualityCheck, QualityProbe, type Finding } from '@tapeline/core/quality'
 *
 * class LargeTrade extends QualityProbe {
 *   private readonly options: { readonly most: number }
 *
 *   constructor(options: { readonly most: number }) {
 *     super()
 *     this.options = options
 *   }
 *
 *   override check(event: MarketEvent): Finding | null {
 *     const { size } = event as TradeTick
 *     const { most } = this.options
 *     return size > most ? finding('size', size, `at most ${most}`, { most }) : null
 *   }
 * }
 *
 * const largeTrade = defineCheck<{ most?: number }>({
 *   name: 'largeTrade',
 *   tells: 'A trade that is larger than you think possible.',
 *   stage: 'market',
 *   appliesTo: ['TradeTick'],
 *   action: 'flag',
 *   options: { most: { kind: 'number', default: 1000, min: 0, max: 1e12, unit: 'base units', tells: 'Largest size.' } },
 *   probe: LargeTrade,
 * })
 * const checker = qualityCheck([largeTrade({ most: 10 })])
 * const trade: TradeTick = { type: 'TradeTick', instrumentId: 'A@B', ts: 1.7e12, price: 5, size: 11, aggressorSide: null, tradeId: null }
 * console.log(checker.update(trade).reasons[0]?.expected) // at most 10
 * ```
 */
export function defineCheck<O extends object>(spec: CheckSpec<O>): CheckType<O> {
  const { probe: Probe, demands, ...rest } = spec
  const metadata: CheckMetadata = Object.freeze({ ...rest, options: Object.freeze(rest.options) })
  const { name } = metadata
  const type = (given: O & RuleOptions = {} as O & RuleOptions): QualityRule => {
    demandKnown(name, given, [...Object.keys(metadata.options), 'action', 'events', 'instruments'])
    const options = settle(metadata, given) as SettledOptions<O>
    demands?.(options)
    const rule = {
      check: name,
      key: keyOf(name, given),
      options: options as Readonly<Record<string, CheckOptionValue>>,
      actions: actionsOf(metadata, given),
      instruments: instrumentsOf(name, given.instruments),
    }
    Object.defineProperties(rule, { metadata: { value: metadata }, create: { value: () => new Probe(options) } })
    return Object.freeze(rule) as QualityRule
  }
  Object.defineProperty(type, 'name', { value: name })
  return Object.assign(type, { metadata })
}

function settle({ name, options }: CheckMetadata, given: object): Readonly<Record<string, CheckOptionValue>> {
  const fields = given as Readonly<Record<string, unknown>>
  return Object.freeze(
    Object.fromEntries(
      Object.entries(options).map(([option, spec]) => [option, checkOption(name, option, spec, fields[option])]),
    ),
  )
}

function actionsOf(metadata: CheckMetadata, { action, events }: RuleOptions): QualityRule['actions'] {
  const { name, appliesTo } = metadata
  const known = appliesTo.join(', ')
  for (const event of events ?? []) demand(appliesTo.includes(event), name, 'events', event, `some of ${known}`)
  demand(events === undefined || events.length > 0, name, 'events', events, `some of ${known}`)
  const each = typeof action === 'object' ? action : {}
  demandKnown(`${name}, action`, each, appliesTo)
  return Object.freeze(
    Object.fromEntries(
      (events ?? appliesTo).map((event) => {
        const chosen = (typeof action === 'object' ? action[event] : action) ?? metadata.action
        if (chosen !== 'flag' && chosen !== 'reject')
          throw badParameter({ owner: name, parameter: 'action', value: chosen, expected: "'flag' or 'reject'" })
        return [event, chosen]
      }),
    ),
  )
}

function instrumentsOf(owner: string, ids: readonly InstrumentId[] | undefined): readonly InstrumentId[] | null {
  if (ids === undefined) return null
  const areTexts = Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'string')
  demand(areTexts, owner, 'instruments', ids, 'ids of instruments, at least one')
  return Object.freeze([...ids])
}

/** Canonical: names of options in order, those not said left out. */
function keyOf(name: string, given: object): string {
  const said = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return said.length === 0 ? name : `${name}(${JSON.stringify(Object.fromEntries(said))})`
}
