import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberTicks } from '../../../src/report/tear-sheet/number-ticks.js'
import { timeTicks } from '../../../src/report/tear-sheet/time-ticks.js'

describe('ticks of numbers', () => {
  const labels = (from: number, to: number): readonly string[] => numberTicks(from, to, 5).map((tick) => tick.label)

  it.each([
    [0, 10, ['0', '2', '4', '6', '8', '10']],
    [9_480, 12_310, ['10,000', '11,000', '12,000']],
    [-0.31, 0, ['-0.3', '-0.2', '-0.1', '0.0']],
    [0.000012, 0.000019, ['0.000012', '0.000014', '0.000016', '0.000018']],
  ])('of %d to %d are round', (from, to, expected) => {
    expect(labels(from, to)).toEqual(expected)
  })

  it('lie within any range, few, ascending', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }).map((micros) => micros / 1e6),
        fc.integer({ min: 1, max: 2e9 }).map((micros) => micros / 1e6),
        (from, span) => {
          const values = numberTicks(from, from + span, 6).map((tick) => tick.value)
          expect(values.length).toBeLessThanOrEqual(7)
          for (const [i, value] of values.entries()) {
            expect(value).toBeGreaterThanOrEqual(from)
            expect(value).toBeLessThanOrEqual(from + span)
            if (i > 0) expect(value).toBeGreaterThan(values[i - 1] as number)
          }
        },
      ),
    )
  })

  it('of a range without width there are none', () => {
    expect(labels(5, 5)).toEqual([])
    expect(labels(NaN, 5)).toEqual([])
  })
})

describe('ticks of time', () => {
  const labels = (from: string, to: string): readonly string[] =>
    timeTicks(Date.parse(from), Date.parse(to), 7).map((tick) => tick.label)

  it.each([
    ['2024-01-01T09:30:00Z', '2024-01-01T09:30:20Z', ['09:30', '09:30:05', '09:30:10', '09:30:15', '09:30:20']],
    ['2024-01-01T09:30:00Z', '2024-01-01T16:00:00Z', ['10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00']],
    ['2024-01-01T18:00:00Z', '2024-01-02T12:00:00Z', ['18:00', '21:00', '2 Jan', '03:00', '06:00', '09:00', '12:00']],
    ['2023-11-10T00:00:00Z', '2024-03-05T00:00:00Z', ['Dec 2023', 'Jan 2024', 'Feb 2024', 'Mar 2024']],
    ['2019-01-02T00:00:00Z', '2024-01-02T00:00:00Z', ['2020', '2021', '2022', '2023', '2024']],
    ['1962-01-02T00:00:00Z', '2024-01-02T00:00:00Z', ['1970', '1980', '1990', '2000', '2010', '2020']],
  ])('from %s to %s are round in UTC', (from, to, expected) => {
    expect(labels(from, to)).toEqual(expected)
  })

  it('are few for any period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 8e12 }), (from, span) => {
        expect(timeTicks(from, from + span, 7).length).toBeLessThanOrEqual(8)
      }),
    )
  })
})
