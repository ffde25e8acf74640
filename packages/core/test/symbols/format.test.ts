/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrument, type Bar, type QuoteTick, type TradeTick } from '../../src/index.js'
import { barsForWidth, decimalsOf, format, present, toPriceFormat } from '../../src/symbols/format/index.js'
import { plainEvents } from '../../src/testing/index.js'

const btc = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
const stepped = (tickSize: number): { tickSize: number; lotSize: number } => ({ tickSize, lotSize: tickSize })
const MISSING = [
  null,
  undefined,
  NaN,
  Infinity,
  -Infinity,
  'x' as unknown as number,
  {} as number,
  7n as unknown as number,
]
const LOCALES = ['en-US', 'de-DE', 'tr-TR', 'ar-EG', 'hi-IN', 'fa-IR', 'ja-JP', undefined, 'not a locale', '<img>', '']

describe('decimals of a step', () => {
  it.each([
    [1e-8, 8],
    [0.25, 2],
    [2.5, 1],
    [100, 0],
    [1, 0],
    [0.01, 2],
    [0.5, 1],
    [0.0001, 4],
    [1 / 3, 16],
    [1e-30, 20],
    [1e21, 0],
    [NaN, 2],
    [0, 2],
    [-1, 2],
    [Infinity, 2],
  ])('of %d are %d', (step, decimals) => {
    expect(decimalsOf(step)).toBe(decimals)
  })

  it('show every multiple of a decimal step exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 10_000 }),
        (digits, places, count) => {
          const step = Number(`${digits}e-${places}`)
          const exact = (BigInt(digits) * BigInt(count)).toString().padStart(places + 1, '0')
          const text = places === 0 ? exact : `${exact.slice(0, -places)}.${exact.slice(-places)}`
          const shown = format.price(Number(text), stepped(step), 'en-US').replaceAll(',', '')
          expect(Number(shown)).toBe(Number(text))
          expect(shown.split('.')[1]?.length ?? 0).toBe(decimalsOf(step))
        },
      ),
    )
  })
})

describe('numbers as text', () => {
  it.each([
    [format.price(61_800.5, btc, 'en-US'), '61,800.50'],
    [format.price(61_800.5, btc, 'de-DE'), '61.800,50'],
    [format.price(61_800.5, btc, 'tr-TR'), '61.800,50'],
    [format.price(6_180_050, btc, 'hi-IN'), '61,80,050.00'],
    [format.price(1_234.5, stepped(0.25), 'en-US'), '1,234.50'],
    [format.price(12.5, stepped(2.5), 'en-US'), '12.5'],
    [format.price(61_800, stepped(100), 'en-US'), '61,800'],
    [format.price(0.00000012, stepped(1e-8), 'en-US'), '0.00000012'],
    [format.price(-0, btc, 'en-US'), '0.00'],
    [format.price(-37.63, btc, 'en-US'), '-37.63'],
    [format.price(1e21, btc, 'en-US'), '1E21'],
    [format.price(1.7976931348623157e308, btc, 'en-US'), '1.8E308'],
    [format.price(5e-324, btc, 'en-US'), '5E-324'],
    [format.price(0.001, btc, 'en-US'), '1E-3'],
    [format.volume(0.5, btc, 'en-US'), '0.5'],
    [format.volume(1_234.56789, btc, 'en-US'), '1,234.56789'],
    [format.volume(0, btc, 'en-US'), '0'],
    [format.volume(1e-9, btc, 'en-US'), '1E-9'],
    [format.compact(1_234_567, 'en-US'), '1.23M'],
    [format.compact(999, 'en-US'), '999'],
    [format.compact(-0.0004, 'en-US'), '-0.0004'],
    [format.signed(12.5, btc, 'en-US'), '+12.50'],
    [format.signed(-0.004, btc, 'en-US'), '0.00'],
    [format.signed(-12.5, btc, 'en-US'), '-12.50'],
    [format.percent(0.0125, 'en-US'), '+1.25%'],
    [format.percent(-0.5, 'en-US', 0), '-50%'],
    [format.percent(-0.000_001, 'en-US'), '0.00%'],
    [format.money(-3, 'USD', 'en-US'), '-$3.00'],
    [format.money(1_234, 'JPY', 'en-US'), '¥1,234'],
    [format.money(12.5, 'USDT', 'en-US'), '12.50 USDT'],
    [format.money(-0.001, 'USD', 'en-US'), '$0.00'],
    [format.money(null, 'USDT', 'en-US'), '—'],
  ])('%s is %s', (shown, expected) => {
    expect(shown).toBe(expected)
  })

  it('W3: what is missing is a dash in every locale, and no text ever has NaN, -0 or undefined in it', () => {
    for (const locale of LOCALES) {
      for (const value of MISSING) {
        const texts = [
          format.price(value, btc, locale),
          format.volume(value, btc, locale),
          format.compact(value, locale),
          format.signed(value, btc, locale),
          format.percent(value, locale),
          format.money(value, 'EUR', locale),
          format.money(value, 'SATS', locale),
        ]
        expect(texts).toEqual(texts.map(() => '—'))
      }
    }
    fc.assert(
      fc.property(
        fc.double(),
        fc.constantFrom(1e-8, 0.25, 2.5, 100, NaN),
        fc.constantFrom(...LOCALES),
        (value, step, locale) => {
          const texts = [
            format.price(value, stepped(step), locale),
            format.volume(value, stepped(step), locale),
            format.compact(value, locale),
            format.signed(value, stepped(step), locale),
            format.percent(value, locale),
          ]
          for (const text of texts) {
            expect(text).not.toMatch(/NaN|undefined|null|∞/)
            expect(text).not.toMatch(/^[-−]0*(?:[.,]0*)?%?$/)
            expect(text.length).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('a locale that is none is that of the machine, which may be any', () => {
    expect(format.price(1_234.5, btc, 'not a locale')).toBe(format.price(1_234.5, btc))
    const own = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2 })
    expect(format.price(1_234.5, btc)).toBe(own.format(1_234.5))
  })

  it('many locales and steps cost no memory', () => {
    for (let n = 0; n < 2_000; n++) format.price(n, stepped(Number(`1e-${n % 9}`)), `en-x-a${n}`)
    expect(format.price(2.5, btc, 'en-US')).toBe('2.50')
  })

  it('refuses decimals that cannot be', () => {
    expect(() => format.percent(1, 'en-US', 1.5)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })
})

describe('events ready to be shown', () => {
  const [trade] = plainEvents('TradeTick', 1) as [TradeTick]
  const [quote] = plainEvents('QuoteTick', 1) as [QuoteTick]
  const [bar] = plainEvents('Bar', 1) as [Bar]

  it('have time in milliseconds and in whole seconds, whatever the zone', () => {
    expect(present({ ...trade, ts: 1_723_161_255_208.5 }, btc)).toMatchObject({
      timeMs: 1_723_161_255_208.5,
      time: 1_723_161_255,
    })
    expect(present(bar, btc)).toMatchObject({ timeMs: bar.openTime, time: bar.openTime / 1_000 })
  })

  it('have numbers and texts', () => {
    expect(present({ ...trade, price: 61_800, size: 0.25, aggressorSide: 'sell' }, btc, 'en-US')).toMatchObject({
      side: 'sell',
      notional: 15_450,
      priceText: '61,800.00',
      sizeText: '0.25',
      notionalText: '15.5K',
    })
    expect(present({ ...quote, bidPrice: 100, askPrice: 100.5, bidSize: null }, btc, 'en-US')).toMatchObject({
      mid: 100.25,
      spread: 0.5,
      bidText: '100.00',
      askText: '100.50',
      bidSizeText: '—',
      askSizeText: '1',
      spreadText: '0.50',
      spreadPercentText: '+0.499%',
    })
    expect(present({ ...bar, open: 100, close: 99 }, btc, 'en-US')).toMatchObject({
      openText: '100.00',
      changeText: '-1.00',
      changePercentText: '-1.00%',
      isFinal: true,
    })
  })

  it('W3: garbage in any field is null and a dash', () => {
    for (const value of MISSING) {
      for (const shown of [
        present({ ...trade, ts: value as number, price: value as number, size: value as number }, btc),
        present({ ...quote, ts: value as number, bidPrice: value as number, askSize: value as number }, btc),
        present({ ...bar, openTime: value as number, open: value as number, volume: value as number }, btc),
      ]) {
        expect(shown).toMatchObject({ time: null, timeMs: null })
        expect(JSON.stringify(shown)).not.toMatch(/NaN|undefined|Infinity/)
        expect(Object.values(shown)).toContain('—')
        for (const field of Object.values(shown)) expect(Number.isNaN(field) || Object.is(field, -0)).toBe(false)
      }
    }
    expect(present({ ...bar, open: 0, close: 0 }, btc).changePercentText).toBe('—')
    expect(() => present({ type: 'StreamGap' } as never, btc)).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER' }),
    )
    expect(() => present(null as never, btc)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })
})

describe('for charts', () => {
  it.each([1e-8, 0.25, 2.5, 100])('a tick of %d is a price format', (tickSize) => {
    expect(toPriceFormat({ tickSize })).toEqual({ type: 'price', precision: decimalsOf(tickSize), minMove: tickSize })
  })

  it('a tick that is none is a cent', () => {
    expect(toPriceFormat({ tickSize: NaN })).toEqual({ type: 'price', precision: 2, minMove: 0.01 })
  })

  it.each([
    [0, 200],
    [399, 200],
    [402, 201],
    [801, 400],
    [2_000, 1_000],
    [1e9, 1_000],
    [Infinity, 1_000],
    [NaN, 200],
    [-5, 200],
  ])('%d pixels take %d bars', (width, bars) => {
    expect(barsForWidth(width)).toBe(bars)
  })
})
