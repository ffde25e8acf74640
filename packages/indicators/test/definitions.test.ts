import { isTapelineError } from '@tapeline/core'
import {
  type IndicatorDefinition,
  type IndicatorInstance,
  type IndicatorValue,
  type TickIndicator,
} from '@tapeline/core/indicator'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  atr,
  bollinger,
  catalog,
  ema,
  macd,
  rsi,
  sma,
  twpa,
  velocity,
  volumeSurge,
  vwap,
  windowSlope,
} from '../src/index.js'

describe('definitions', () => {
  it('are plain frozen data with a canonical key', () => {
    const definition = ema({ period: 20 })
    expect({ ...definition }).toEqual({
      type: 'ema',
      params: { period: 20 },
      inputs: ['close'],
      outputs: ['value'],
      on: 'main',
      key: 'ema(period=20)',
    })
    expect(JSON.parse(JSON.stringify(definition))).toEqual({ ...definition })
    expect(Object.isFrozen(definition)).toBe(true)
  })

  it.each([
    [sma(), 'sma(period=30)'],
    [sma({ period: undefined }), 'sma(period=30)'],
    [macd({ signal: 5, fast: 3, slow: 10 }), 'macd(fast=3,signal=5,slow=10)'],
    [ema({ period: 5, input: 'hl2' }), 'ema(period=5)[hl2]'],
    [ema({ period: 5, input: 'close' }), 'ema(period=5)'],
    [ema({ period: 5, on: 'slow' }), 'ema(period=5)@slow'],
    [ema({ period: 5, of: macd(), output: 'signal' }), 'ema(period=5)<macd(fast=12,signal=9,slow=26).signal'],
    [
      sma({ period: 2, of: ema({ period: 5, of: rsi({ on: 'slow' }) }) }),
      'sma(period=2)<ema(period=5)<rsi(period=14)@slow.value.value',
    ],
    [
      velocity({ current: [10, 0], baseline: [60, 30] }),
      'velocity(baseline=60..30,current=10..0,lateness=0,maxHold=0)',
    ],
    [twpa({ t1: 0.1 + 0.2 }), 'twpa(lateness=0,maxHold=0,minCoverage=0,t1=0.3,t2=0)'],
    [vwap({ anchor: 'utc_day' }), 'vwap(anchor=utc_day)'],
  ])('%#: the key says all that changes a number', (definition, key) => {
    expect(definition.key).toBe(key)
  })

  it('defaults are those of TA-Lib, or of the field', () => {
    expect([rsi().params, macd().params, bollinger().params, atr().params]).toEqual([
      { period: 14 },
      { fast: 12, slow: 26, signal: 9 },
      { period: 20, deviations: 2, average: 'sma' },
      { period: 14 },
    ])
  })

  it.each([
    [() => macd({ fast: 26, slow: 26 }), 'macd: fast was 26'],
    [() => twpa({ t1: 5, t2: 5 }), 'twpa: t1 was 5'],
    [() => windowSlope({ t1: 1, t2: 5 }), 'windowSlope: t1 was 1'],
    [() => velocity({ current: [60, 0], baseline: [50, 10] }), 'velocity: baseline was "[50, 10]"'],
    [
      () => volumeSurge({ current: [40, 0], baseline: [100, 0], normal: 'median' }),
      'volumeSurge: baseline was "[100, 0]"',
    ],
    [() => volumeSurge({ normal: 'mode' as 'mean' }), 'volumeSurge: normal was "mode"'],
    [() => ema({ of: macd(), output: 'sginal' }), 'ema: output was "sginal"'],
    [() => ema({ output: 'signal' }), 'ema: output was "signal"'],
    [() => ema({ of: macd(), input: 'high' }), 'ema: input was "high"'],
    [() => ema({ input: 'clsoe' as 'close' }), 'ema: input was "clsoe"'],
    [() => ema({ of: rsi({ on: 'slow' }), on: 'main' }), 'ema: on was "main"'],
    [() => ema({ of: { type: 'rsi' } as unknown as IndicatorDefinition }), 'ema: of was an object'],
    [() => catalog.define({ type: 'emma' }), 'catalog: type was "emma"'],
  ])('%#: what contradicts itself is refused', (make, message) => {
    let fault: unknown
    try {
      make()
    } catch (error) {
      fault = error
    }
    expect(isTapelineError(fault, 'BAD_PARAMETER')).toBe(true)
    expect(String(fault)).toContain(message)
  })

  it('A5: names such as __proto__ are unknown parameters, and nothing is polluted', () => {
    const wild = JSON.parse('{"__proto__": {"period": 5}, "constructor": 1}') as object
    expect(() => sma(wild)).toThrow(/no parameter/)
    expect(sma({ ...JSON.parse('{}') }).params).toEqual({ period: 30 })
    expect(catalog.get('toString')).toBeUndefined()
  })
})

describe('types', () => {
  it('a single output reads as a number, several as an object', () => {
    expectTypeOf<IndicatorValue<ReturnType<typeof ema>>>().toEqualTypeOf<number>()
    expectTypeOf<IndicatorValue<ReturnType<typeof bollinger>>>().toEqualTypeOf<{
      readonly upper: number
      readonly middle: number
      readonly lower: number
    }>()
    expectTypeOf(macd({ fast: 3 })).toEqualTypeOf<IndicatorDefinition<'macd' | 'signal' | 'histogram'>>()
    expectTypeOf(sma.create()).toEqualTypeOf<IndicatorInstance<'value'>>()
    expectTypeOf(twpa.create()).toEqualTypeOf<TickIndicator<'value' | 'coverage'>>()
    expectTypeOf(sma.create().update(1)).toEqualTypeOf<number>()
    expectTypeOf(sma.create().value).toEqualTypeOf<number | null>()
    expectTypeOf(bollinger.batch({ close: new Float64Array(1) }).upper).toEqualTypeOf<Float64Array>()
    // @ts-expect-error a parameter that does not exist
    expect(() => sma({ perod: 5 })).toThrow()
    // @ts-expect-error of several inputs none can stand for another indicator
    expect(() => atr({ of: sma() })).toThrow()
  })
})

describe('batch', () => {
  it('writes into the columns of the caller and names columns that do not fit', () => {
    const out = { value: new Float64Array(3) }
    expect(sma.batch({ close: Float64Array.of(1, 2, 3) }, { period: 2 }, out).value).toBe(out.value)
    expect([...out.value]).toEqual([NaN, 1.5, 2.5])
    expect(() => sma.batch({ close: Float64Array.of(1, 2, 3) }, { period: 2 }, { value: new Float64Array(2) })).toThrow(
      'out.value was 2',
    )
    expect(() =>
      atr.batch({ high: Float64Array.of(1, 2), low: Float64Array.of(1), close: Float64Array.of(1, 2) }),
    ).toThrow('low was 1')
    expect(() => sma.batch({ close: [1, 2, 3] as unknown as Float64Array })).toThrow('close was an array of 3')
    expect(() => atr.batch({ close: Float64Array.of(1) })).toThrow('reads "high"')
    expect(sma.batch({ close: new Float64Array(0) }).value).toHaveLength(0)
  })

  it('composes over whole histories, longer than one block', () => {
    const close = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i) * 10 + i)
    const whole = ema.batch({ close }, { period: 5, of: sma({ period: 7 }) }).value
    const inner = sma.batch({ close }, { period: 7 }).value
    expect(whole).toEqual(ema.batch({ close: inner }, { period: 5 }).value)
  })
})

describe('time windows by hand', () => {
  it('time moves without a tick, and never back', () => {
    const live = twpa.create({ t1: 10, t2: 0 })
    live.update(1_000, 100)
    expect(live.advance(3_000)).toBe(100)
    live.update(4_000, 200)
    expect(live.advance(5_000)).toBe(125)
    expect(() => live.advance(4_999)).toThrow('nowMs was 4999')
    expect(() => live.advance(NaN)).toThrow('nowMs was NaN')
  })

  it('C1: a tick that comes too late is counted and left out', () => {
    const live = windowSlope.create({ t1: 1, t2: 0 })
    for (const [ts, price] of [
      [0, 100],
      [1_000, 110],
    ] as const)
      live.update(ts, price)
    expect([live.update(999, 500), live.late, live.count]).toEqual([10, 1, 2])
    expect(live.update(1_000, 120)).toBe(20)
  })

  it('wants a size only where sizes matter', () => {
    expect([twpa.create().update(0, 1), twpa.create().rejected]).toEqual([NaN, 0])
    const surge = volumeSurge.create()
    surge.update(0, 1)
    expect(surge.rejected).toBe(1)
  })

  it('takes bars as ticks at their close', () => {
    const closeTime = Float64Array.of(60_000, 120_000, 180_000)
    const close = Float64Array.of(100, 110, 110)
    const volume = Float64Array.of(1, 1, 1)
    expect([...twpa.batch({ closeTime, close, volume }, { t1: 120 }).value]).toEqual([NaN, 100, 105])
  })
})

describe('vwap', () => {
  it('begins anew at 00:00 UTC, by the time a bar opened', () => {
    const day = 86_400_000
    const bars = {
      openTime: Float64Array.of(day - 60_000, day, day + 60_000),
      hlc3: Float64Array.of(10, 20, 30),
      volume: Float64Array.of(1, 1, 3),
    }
    expect([...vwap.batch(bars, { anchor: 'utc_day' }).value]).toEqual([10, 20, 27.5])
    expect([...vwap.batch(bars).value]).toEqual([10, 15, 24])
  })

  it('C4: three hundred thousand samples add up without drift, after a wild print too', () => {
    const live = vwap.create()
    let traded = 0n
    let volumes = 0n
    for (let i = 0; i < 300_000; i++) {
      // Whole cents and lots: exact as integers, not as doubles.
      const cents = i === 1000 ? 100_000_000_000_000n : BigInt(10_000 + ((i * 7919) % 101))
      const lots = BigInt(1 + (i % 13))
      live.update(Number(cents) / 100, 0.1)
      live.replace(Number(cents) / 100, Number(lots) / 10)
      traded += cents * lots
      volumes += lots
    }
    expect(Math.abs((live.value as number) / (Number((traded * 10n ** 12n) / volumes) / 1e14) - 1)).toBeLessThan(1e-15)
  })

  it('C6: has no value while nothing was traded', () => {
    const live = vwap.create()
    expect([live.update(10, 0), live.update(20, 2), live.update(30, 0)]).toEqual([NaN, 20, 20])
  })
})
