import { describe, expect, it } from 'vitest'
import {
  binanceFutures,
  binanceSpot,
  gate,
  mexcContract,
  mexcSpot,
  unsequenced,
  type BookRule,
} from '../../src/book/index.js'
import { bookRuleCases } from '../../src/testing/index.js'

const rules: readonly [BookRule, number][] = [
  [binanceSpot, 3],
  [binanceFutures, 3],
  [gate, 3],
  [mexcSpot, 3],
  [mexcContract, 1],
]

/** Names of the cases that a rule fails. */
function failed(rule: BookRule, updates?: number): string[] {
  return bookRuleCases(rule, updates).flatMap((each) => (each.run() === null ? [] : [each.name]))
}

describe.each(rules.map(([rule, updates]) => [rule.name, rule, updates] as const))(
  'rule %s',
  (_name, rule, updates) => {
    it.each(bookRuleCases(rule, updates).map((each) => [each.name, each] as const))('A8, B1, B2: %s', (_, each) => {
      expect(each.run()).toBeNull()
    })
  },
)

describe('cases of rules', () => {
  it.each<[string, Partial<BookRule>, string[]]>([
    [
      'ignores gaps',
      { next: () => 'follows' },
      ['sees each lost delta at the one after it', 'does not apply a delta again', 'passes over a late delta'],
    ],
    [
      'takes any later delta',
      { next: (last, { sequence }) => (sequence <= last ? 'old' : 'follows') },
      ['sees each lost delta at the one after it'],
    ],
    [
      'takes any first delta',
      { first: () => 'follows' },
      ['passes over deltas that a snapshot holds', 'refuses a snapshot that is older than the deltas'],
    ],
    [
      'is off by one after a snapshot',
      {
        first: (snapshot, { firstSequence, sequence }) =>
          sequence <= snapshot + 1 ? 'old' : firstSequence <= snapshot + 1 ? 'follows' : 'gap',
      },
      ['follows an unbroken stream from every snapshot in it'],
    ],
    [
      'calls everything a gap',
      { first: () => 'gap', next: () => 'gap' },
      [
        'follows an unbroken stream from every snapshot in it',
        'sees each lost delta at the one after it',
        'does not apply a delta again',
        'passes over a late delta',
        'passes over deltas that a snapshot holds',
      ],
    ],
  ])('reject a rule that %s', (_, fault, cases) => {
    expect(failed({ ...binanceSpot, ...fault })).toEqual(cases)
  })

  it('reject a rule that does not count', () => {
    expect(failed(unsequenced)).not.toEqual([])
  })
})
