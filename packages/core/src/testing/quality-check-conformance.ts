import { TapelineError } from '../errors/index.js'
import type { MarketEvent } from '../market/index.js'
import { QualityChecker, type QualityReason, type QualityRule, type Verdict } from '../quality/index.js'
import type { ConformanceCase } from './conformance-case.js'
import { garbageEvents, plainEvents } from './market-events.js'

/** What is tried, and how one sees that it does its work. */
export interface QualityCheckExample {
  /** A rule of the check; a new one at each call. */
  readonly rule: () => QualityRule
  /** Events in order, the last of which it finds fault with. */
  readonly faulty: readonly MarketEvent[]
}

/**
 * What a check of market data has to keep to, its author's own ones included: run each case in a test of your runner.
 *
 * @example
 * ```ts
 * import { spike } from '@tapeline/core/quality'
 * import { plainEvents, qualityCheckConformance } from '@tapeline/core/testing'
 * const trades = plainEvents('TradeTick', 100)
 * const faulty = [...trades, { ...trades[99], price: 1e6 }]
 * const cases = qualityCheckConformance({ rule: () => spike(), faulty })
 * for (const { run } of cases) await run()
 * console.log(cases.length) // 9
 * ```
 */
export function qualityCheckConformance({ rule, faulty }: QualityCheckExample): ConformanceCase[] {
  const checker = (): QualityChecker => new QualityChecker([rule()])
  const name = rule().check
  const plain = rule().metadata.appliesTo.flatMap((type) => plainEvents(type, 300))
  const text = JSON.stringify([...plain, ...faulty])
  return [
    {
      name: 'its metadata say what it is called, what it tells, when, on what, and what its options are',
      run: () => {
        const { tells, appliesTo, options, action } = rule().metadata
        demandThat(/^[a-z][A-Za-z0-9]*$/.test(name), `the name ${name} is not camelCase`)
        demandThat(tells.length >= 10 && tells.endsWith('.'), `"${tells}" is no sentence`)
        demandThat(appliesTo.length > 0, 'it applies to no kind of event')
        demandThat(action === 'flag' || action === 'reject', `its action is ${String(action)}`)
        for (const [option, { tells: each }] of Object.entries(options))
          demandThat(each.length > 3, `option ${option} does not say what it is for`)
      },
    },
    {
      name: 'its rule is plain data that survives JSON',
      run: () => {
        const made = rule()
        demandThat(Object.isFrozen(made), 'the rule is not frozen')
        const { check, key } = JSON.parse(JSON.stringify(made)) as QualityRule
        demandThat(check === made.check && key === made.key, 'name or key did not survive')
      },
    },
    {
      name: 'it finds fault with the example, and with numbers that are finite',
      run: () => {
        const last = judge(checker(), faulty).at(-1)
        const reason = last?.reasons.find(({ check }) => check === name)
        demandThat(reason !== undefined, 'the last event of the example came out ok')
        wellFormed(reason)
      },
    },
    {
      name: 'it rejects no plain event',
      run: () => {
        const at = judge(checker(), plain).findIndex(({ status }) => status === 'rejected')
        demandThat(at < 0, `event ${at} of a plain market was rejected`)
      },
    },
    {
      name: 'garbage in any field makes it throw nothing',
      run: () => {
        const judged = checker()
        for (const type of rule().metadata.appliesTo)
          for (const event of garbageEvents(type))
            for (const reason of judged.update(event).reasons) {
              wellFormed(reason)
            }
        demandThat((judged.counts().rules[rule().key]?.failed ?? 1) === 0, 'it threw')
      },
    },
    {
      name: 'it changes no event',
      run: () => {
        const copies = JSON.parse(text) as MarketEvent[]
        judge(checker(), copies)
        demandThat(JSON.stringify(copies) === text, 'an event was changed')
      },
    },
    {
      name: 'the same events get the same verdicts again',
      run: () => {
        const events = [...plain, ...faulty]
        const [first, second] = [judge(checker(), events), judge(checker(), events)]
        demandThat(JSON.stringify(first) === JSON.stringify(second), 'a second run came out differently')
      },
    },
    {
      name: 'stopped anywhere and restored from its snapshot it goes on as if nothing had happened',
      run: () => {
        const events = [...plain.slice(0, 200), ...faulty]
        const whole = JSON.stringify(judge(checker(), events))
        for (const at of [0, 1, 17, events.length - 1]) {
          const [before, after] = [checker(), checker()]
          const head = judge(before, events.slice(0, at))
          after.restore(structuredClone(before.snapshot()))
          const pieced = JSON.stringify([...head, ...judge(after, events.slice(at))])
          demandThat(pieced === whole, `restored after ${at} events, it judged differently`)
        }
      },
    },
    {
      name: 'its memory does not grow with the number of events',
      run: () => {
        const judged = checker()
        const size = (rounds: number): number => {
          for (let round = 0; round < rounds; round++)
            for (const event of plain) judged.update(renewed(event, serial++))
          return sizeOf(judged.snapshot())
        }
        let serial = 0
        const rounds = Math.ceil(6_000 / plain.length)
        const [once, again] = [size(rounds), size(2 * rounds)]
        demandThat(again <= 1.25 * once + 4_096, `its state grew from ${once} to ${again} bytes`)
      },
    },
  ]
}

function judge(checker: QualityChecker, events: readonly MarketEvent[]): Verdict[] {
  return events.map((event) => checker.update(event))
}

function wellFormed({ field, value, expected, facts }: QualityReason): void {
  demandThat(typeof field === 'string' && field.length > 0, 'a finding names no field')
  demandThat(typeof expected === 'string' && expected.length > 3, 'a finding does not say what it expected')
  const isPlain = value === null || typeof value === 'string' || Number.isFinite(value)
  demandThat(isPlain, `a finding's value is ${String(value)}`)
  for (const [fact, number] of Object.entries(facts))
    demandThat(Number.isFinite(number), `the fact ${fact} is ${String(number)}`)
}

/** The same event later, with ids of its own. */
function renewed(event: MarketEvent, serial: number): MarketEvent {
  const later = { ...event, ts: event.ts + serial } as Record<string, unknown>
  if ('tradeId' in later) later['tradeId'] = `fresh-${serial}`
  if ('sequence' in later) later['sequence'] = 1_000_000 + serial
  return later as unknown as MarketEvent
}

/** Bytes of a state, about: typed arrays by their length, all else as JSON. */
function sizeOf(state: unknown): number {
  let bytes = 0
  const text = JSON.stringify(state, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value
    bytes += value.byteLength
    return null
  })
  return bytes + text.length
}

function demandThat(holds: boolean, complaint: string): asserts holds {
  if (!holds)
    throw new TapelineError(`Not conformant: ${complaint}.`, { code: 'NOT_CONFORMANT', details: { complaint } })
}
