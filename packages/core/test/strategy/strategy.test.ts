import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { bars, strategy, trades, type Strategy } from '../../src/strategy/index.js'
import type { Timeframe } from '../../src/time/index.js'
import { caught } from '../caught.js'

/** Declares what a compiler would not let pass. */
const declare = strategy as unknown as (spec: object) => Strategy

const sound = { name: 'trend', data: { main: bars('1d') } }

describe('strategy', () => {
  it('keeps its declaration, frozen, with what was left out', () => {
    const params = { fast: 20, slow: 100 }
    const data = { main: bars('1d'), prints: trades() }
    const trend = strategy({ name: 'trend', data, params, onBar: () => undefined, onTrade: () => undefined })
    params.fast = 1
    Object.assign(data, { main: bars('1m') })
    expect(trend).toMatchObject({
      name: 'trend',
      params: { fast: 20, slow: 100 },
      warmup: 'full',
      data: { main: { kind: 'bars', timeframe: '1d' } },
    })
    expect([trend, trend.params, trend.data, trend.data['main']].every(Object.isFrozen)).toBe(true)
    expect(declare(sound).params).toEqual({})
    expect(strategy({ ...sound, warmup: 'partial' }).warmup).toBe('partial')
  })

  it('names an option that does not exist, and those that do', () => {
    const error = caught(() => declare({ ...sound, onbar: () => undefined }))
    expect(isTapelineError(error, 'UNKNOWN_PARAMETER')).toBe(true)
    expect(String(error)).toContain('"onbar"')
    expect(String(error)).toContain('onBar')
  })

  it('refuses names that would not do in order ids', () => {
    for (const name of ['', 'a b', 'a/b', 'x'.repeat(65), 'naïve', 'a\n', undefined, 7]) {
      expect(faultOf({ ...sound, name })).toMatchObject({ owner: 'strategy', parameter: 'name', value: name })
    }
    for (const name of ['a', 'ema-cross', 'v1.2_b', 'x'.repeat(64)]) expect(declare({ ...sound, name }).name).toBe(name)
  })

  it('wants a need for each handler that it has', () => {
    const handler = (): undefined => undefined
    const wrong: [object, string][] = [
      [{ data: {} }, 'data'],
      [{ data: undefined }, 'data'],
      [{ data: { prints: trades() }, onBar: handler }, 'onBar'],
      [{ data: { main: trades() }, onBar: handler }, 'onBar'],
      [{ data: { daily: bars('1d') }, onBar: handler }, 'onBar'],
      [{ onTrade: handler }, 'onTrade'],
    ]
    for (const [options, parameter] of wrong) {
      expect(faultOf({ ...sound, ...options })).toMatchObject({ owner: 'strategy trend', parameter })
    }
    expect(declare({ ...sound, data: { prints: trades() }, onTrade: handler }).onTrade).toBe(handler)
    expect(declare({ ...sound, data: { main: trades() }, onTrade: handler }).onTrade).toBe(handler)
  })

  it('refuses needs, handlers and a warm-up that are none', () => {
    for (const need of ['1d', null, undefined, {}, { kind: 'books' }]) {
      expect(faultOf({ ...sound, data: { main: bars('1d'), slow: need } })).toMatchObject({
        parameter: 'data.slow',
        value: need,
      })
    }
    for (const option of ['indicators', 'state', 'onBar', 'onTrade', 'onOrder']) {
      expect(faultOf({ ...sound, data: { main: bars('1d'), prints: trades() }, [option]: {} })).toMatchObject({
        parameter: option,
        expected: 'a function',
      })
    }
    expect(faultOf({ ...sound, warmup: 'ful' })).toMatchObject({ parameter: 'warmup', value: 'ful' })
  })
})

describe('bars and trades', () => {
  it('are frozen needs', () => {
    expect([bars('4h'), trades()]).toEqual([{ kind: 'bars', timeframe: '4h' }, { kind: 'trades' }])
    expect([bars('4h'), trades()].every(Object.isFrozen)).toBe(true)
  })

  it('refuse a timeframe that is none', () => {
    for (const timeframe of ['1y', 60, undefined, ['1d']]) {
      expect(
        isTapelineError(
          caught(() => bars(timeframe as Timeframe)),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
    }
  })
})

function faultOf(spec: object): unknown {
  const error = caught(() => declare(spec))
  return isTapelineError(error, 'BAD_PARAMETER') ? error.details : error
}
