import { describe, expect, it } from 'vitest'
import type { MarketEvent } from '../../src/index.js'
import {
  badNumber,
  defaultRules,
  defineCheck,
  finding,
  qualityCheck,
  QualityProbe,
  repeated,
  spike,
  type CheckType,
  type Finding,
} from '../../src/quality/index.js'
import { plainEvents, qualityCheckConformance } from '../../src/testing/index.js'

const [trade] = plainEvents('TradeTick', 1)

describe('a quality checker', () => {
  it('gives each event a verdict, and counts what came of all', () => {
    const checker = qualityCheck()
    const types = [
      'TradeTick',
      'QuoteTick',
      'Bar',
      'OrderBookSnapshot',
      'OrderBookDelta',
      'OrderBookOrders',
      'Liquidation',
      'FundingRate',
      'StreamGap',
    ] as const
    for (const type of types)
      for (const event of plainEvents(type, 50)) expect(checker.update(event).reasons).toEqual([])
    const bad = { ...trade, price: -1, tradeId: 'x' } as MarketEvent
    checker.update(bad)
    checker.update(bad)
    const counts = checker.counts()
    expect(counts).toMatchObject({ events: 452, ok: 450, flagged: 0, rejected: 2, streams: 8 })
    expect(counts.rules['badNumber']).toEqual({ flagged: 0, rejected: 2, failed: 0 })
  })

  it('A1 A3 A5: refuses what is no event, and nothing is polluted', () => {
    const checker = qualityCheck()
    const garbage = [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { type: 'TradeTick' },
      { type: '__proto__', instrumentId: 'a' },
      { type: 'Bar', timeframe: {}, instrumentId: 'a' },
    ]
    for (const event of garbage) {
      expect(checker.update(event as MarketEvent)).toMatchObject({
        status: 'rejected',
        reasons: [{ check: 'malformed' }],
      })
    }
    expect(checker.counts().malformed).toBe(garbage.length)
    for (const instrumentId of ['__proto__', 'constructor', 'toString'])
      expect(checker.update({ ...trade, instrumentId } as MarketEvent).status).toBe('ok')
    expect(({} as Record<string, unknown>)['TradeTick']).toBeUndefined()
  })

  it('A7: a flood of unknown instruments is counted and takes no memory', () => {
    const [known] = plainEvents('TradeTick', 1)
    const open = qualityCheck(undefined, { maxStreams: 10 })
    for (let n = 0; n < 5_000; n++) open.update({ ...trade, instrumentId: `ZZZ${n}` } as MarketEvent)
    expect(open.counts()).toMatchObject({ streams: 10, ok: 10, rejected: 4_990, tooManyStreams: 4_990 })
    const closed = qualityCheck(undefined, { instruments: [] })
    expect(closed.update(known as MarketEvent).reasons[0]).toMatchObject({ check: 'unknown_instrument' })
    expect(closed.counts()).toMatchObject({ streams: 0, unknownInstruments: 1 })
  })

  it('does for each kind of event what the rule was told', () => {
    const rule = badNumber({
      action: { TradeTick: 'flag' },
      events: ['TradeTick', 'QuoteTick'],
      instruments: [trade?.instrumentId ?? ''],
    })
    const checker = qualityCheck([rule])
    const [quote] = plainEvents('QuoteTick', 1)
    const [bar] = plainEvents('Bar', 1)
    const events = [
      { ...trade, price: 0 },
      { ...quote, bidPrice: 0 },
      { ...bar, open: 0 },
      { ...trade, price: 0, instrumentId: 'else' },
    ]
    expect(events.map((event) => checker.update(event as MarketEvent).status)).toEqual([
      'flagged',
      'rejected',
      'ok',
      'ok',
    ])
    expect(JSON.parse(JSON.stringify(rule))).toMatchObject({
      check: 'badNumber',
      actions: { TradeTick: 'flag', QuoteTick: 'reject' },
    })
  })

  it('has its rules take turns by stage, whatever their order', () => {
    const names = (rules: ReturnType<typeof defaultRules>): string[] =>
      qualityCheck(rules).rules.map(({ check }) => check)
    expect(names(defaultRules().reverse()).slice(0, 2)).toEqual(['sequenceGap', 'inconsistentBar'])
    expect(names([spike(), repeated(), badNumber()])).toEqual(['badNumber', 'repeated', 'spike'])
  })

  it('C10: a check that throws is counted, its event flagged, and the others go on', () => {
    const rule = faulty(
      'throwing',
      class extends QualityProbe {
        override check(): never {
          throw new RangeError('oh')
        }
        override advance(): never {
          throw new RangeError('no')
        }
      },
    )()
    const checker = qualityCheck([rule, badNumber()])
    expect(checker.update(trade as MarketEvent)).toMatchObject({
      status: 'flagged',
      reasons: [{ check: 'throwing', value: '"oh"' }],
    })
    expect(checker.update({ ...trade, price: NaN } as MarketEvent).status).toBe('rejected')
    expect(checker.advance(1e12)).toHaveLength(1)
    expect(checker.counts().rules['throwing']).toEqual({ flagged: 0, rejected: 0, failed: 3 })
  })

  it('C3: restored from a snapshot it goes on as if nothing had happened; one of other rules is a typed error', () => {
    const events = [...plainEvents('TradeTick', 200), ...plainEvents('Bar', 100), ...plainEvents('OrderBookDelta', 50)]
    const faults = events.map((event, n) =>
      n % 7 === 0 ? { ...event, ts: event.ts - 9_000 } : n % 11 === 0 ? { ...event, price: 1e5 } : event,
    )
    const [whole, before, after] = [qualityCheck(), qualityCheck(), qualityCheck()]
    const expected = faults.map((event) => whole.update(event))
    const head = faults.slice(0, 123).map((event) => before.update(event))
    after.restore(structuredClone(before.snapshot()))
    const rest = faults.slice(123).map((event) => after.update(event))
    expect([...head, ...rest]).toEqual(expected)
    expect(after.counts()).toEqual(whole.counts())
    expect(expected.filter(({ status }) => status !== 'ok').length).toBeGreaterThan(30)
    expect(() => qualityCheck([spike()]).restore(before.snapshot())).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_MISMATCH' }),
    )
    expect(() => whole.restore({ ...before.snapshot(), version: 2 as 1 })).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_MISMATCH' }),
    )
  })

  it.each<[string, () => unknown]>([
    ['a rule twice', () => qualityCheck([spike(), spike()])],
    ['no rule', () => qualityCheck([{}] as never)],
    ['no list', () => qualityCheck({} as never)],
    ['no room', () => qualityCheck([], { maxStreams: 0 })],
    ['an unknown option', () => qualityCheck([], { streams: 1 } as never)],
    ['a clock without time', () => qualityCheck([]).advance(NaN)],
  ])('refuses %s with a typed error', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(BAD|UNKNOWN)_PARAMETER$/) }))
  })
})

describe('the conformance suite for checks', () => {
  const broken: readonly (readonly [string, string, new () => QualityProbe])[] = [
    [
      'finds nothing',
      'finds fault with the example',
      class extends QualityProbe {
        override check(): null {
          return null
        }
      },
    ],
    [
      'rejects everything',
      'rejects no plain event',
      class extends QualityProbe {
        override check(): Finding {
          return finding('price', 1, 'another')
        }
      },
    ],
    [
      'says NaN',
      'numbers that are finite',
      class extends QualityProbe {
        override check(event: MarketEvent): Finding | null {
          return price(event) > 200 ? finding('price', 1, 'less', { by: NaN }) : null
        }
      },
    ],
    [
      'throws on garbage',
      'garbage in any field',
      class extends QualityProbe {
        override check(event: MarketEvent): Finding | null {
          return price(event).toFixed(1) === '1000.0' ? finding('price', 1, 'less') : null
        }
      },
    ],
    [
      'changes events',
      'changes no event',
      class extends QualityProbe {
        override check(event: MarketEvent): Finding | null {
          const high = price(event) > 200
          Object.assign(Object.isFrozen(event) ? {} : event, { seen: 1 })
          return high ? finding('price', 1, 'less') : null
        }
      },
    ],
    [
      'forgets its state',
      'restored from its snapshot',
      class extends QualityProbe {
        private seen = 0
        override check(): Finding | null {
          return ++this.seen > 205 || (this.seen % 3 === 0 && this.seen > 200) ? finding('price', 1, 'less') : null
        }
        override restore(): void {
          this.seen = 0
        }
      },
    ],
    [
      'keeps every event',
      'memory does not grow',
      class extends QualityProbe {
        private all: number[] = []
        override check(event: MarketEvent): Finding | null {
          this.all.push(event.ts)
          return price(event) > 200 ? finding('price', 1, 'less') : null
        }
      },
    ],
    [
      'remembers other instances',
      'same events get the same verdicts',
      class extends QualityProbe {
        override check(event: MarketEvent): Finding | null {
          return price(event) > 200 || ++total % 1_000 === 999 ? finding('price', total, 'less') : null
        }
      },
    ],
  ]
  let total = 0

  it.each(broken)('rejects a check that %s', async (_, promise, probe) => {
    const trades = plainEvents('TradeTick', 20)
    const rule = faulty('broken', probe, 'reject')
    const failed: string[] = []
    for (const { name, run } of qualityCheckConformance({
      rule,
      faulty: [...trades, { ...trade, price: 1_000 } as MarketEvent],
    })) {
      await (async () => run())().catch(() => failed.push(name))
    }
    expect(failed.join()).toContain(promise)
  })
})

function price(event: MarketEvent): number {
  return (event as { readonly price: number }).price
}

function faulty(name: string, probe: new () => QualityProbe, action: 'flag' | 'reject' = 'flag'): CheckType<object> {
  return defineCheck({
    name,
    tells: 'Something that is wrong here.',
    stage: 'arrival',
    appliesTo: ['TradeTick'],
    action,
    options: {},
    probe,
  })
}
