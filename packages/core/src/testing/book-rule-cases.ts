import type { BookRule } from '../book/index.js'
import type { OrderBookDelta } from '../market/index.js'

/** One thing that a rule of sequences must get right. */
export interface BookRuleCase {
  /** What is asked of the rule, as a sentence. */
  readonly name: string
  /** Tries it; says what went wrong, or `null`. */
  run(): string | null
}

/**
 * What every rule of sequences must get right, whatever the venue's arithmetic: for authors of rules, in a test of their
 * own.
 *
 * @param updates how many updates a delta holds at this venue; 1 where it counts messages, 3 unless said.
 *
 * @example
 * ```ts
 * import { binanceSpot, unsequenced } from '@tapeline/core/book'
 * import { bookRuleCases } from '@tapeline/core/testing'
 * console.log(bookRuleCases(binanceSpot).filter((each) => each.run() !== null).length) // 0
 * console.log(bookRuleCases(unsequenced).filter((each) => each.run() !== null).length) // 5
 * ```
 */
export function bookRuleCases(rule: BookRule, updates: number = 3): readonly BookRuleCase[] {
  const deltas = Array.from({ length: 8 }, (_, n) => delta(n, updates))
  const last = deltas.length - 1
  // A stream begins before its snapshot: some venues want the delta that ends with it.
  return [
    {
      name: 'follows an unbroken stream from every snapshot in it',
      run: () =>
        firstProblem(range(START + 1, at(deltas, last - 1).sequence), (snapshot) => follow(rule, deltas, snapshot, -1)),
    },
    {
      name: 'sees each lost delta at the one after it',
      run: () => firstProblem(range(2, last - 1), (lost) => follow(rule, deltas, at(deltas, 0).sequence, lost)),
    },
    {
      name: 'does not apply a delta again',
      run: () =>
        firstProblem(range(1, last), (n) => expected('old', rule.next(at(deltas, n).sequence, at(deltas, n)), n)),
    },
    {
      name: 'passes over a late delta',
      run: () =>
        firstProblem(range(2, last), (n) => expected('old', rule.next(at(deltas, n).sequence, at(deltas, n - 2)), n)),
    },
    {
      name: 'passes over deltas that a snapshot holds',
      run: () =>
        firstProblem(range(1, last), (n) => expected('old', rule.first(at(deltas, n).sequence, at(deltas, n - 1)), n)),
    },
    {
      name: 'refuses a snapshot that is older than the deltas',
      run: () =>
        firstProblem(range(2, last), (n) => expected('gap', rule.first(at(deltas, n - 2).sequence, at(deltas, n)), n)),
    },
  ]
}

const START = 1_000

function delta(n: number, updates: number): OrderBookDelta {
  const previousSequence = START + n * updates
  return {
    type: 'OrderBookDelta',
    instrumentId: 'TEST',
    ts: n,
    firstSequence: previousSequence + 1,
    sequence: previousSequence + updates,
    previousSequence,
    bids: [],
    asks: [],
  }
}

/** Goes through the deltas without `lost`: no break where none is lost, else one at the delta after it. */
function follow(rule: BookRule, deltas: readonly OrderBookDelta[], snapshot: number, lost: number): string | null {
  let newest = snapshot
  let isFirst = true
  for (const [n, each] of deltas.entries()) {
    if (n === lost) continue
    const verdict = isFirst ? rule.first(newest, each) : rule.next(newest, each)
    if (verdict === 'gap') return lost >= 0 && n === lost + 1 ? null : `delta ${n} after snapshot ${snapshot} was a gap`
    if (lost >= 0 && n > lost) return `delta ${n} was ${verdict} though delta ${lost} is lost`
    if (verdict === 'old' && each.sequence > newest) return `delta ${n} after snapshot ${snapshot} was old, and is not`
    if (verdict === 'old') continue
    newest = each.sequence
    isFirst = false
  }
  return newest === deltas.at(-1)?.sequence ? null : `the stream ended at ${newest}`
}

function expected(wanted: string, verdict: string, n: number): string | null {
  return verdict === wanted ? null : `delta ${n} was ${verdict}, expected ${wanted}`
}

function firstProblem(numbers: readonly number[], problem: (n: number) => string | null): string | null {
  for (const n of numbers) {
    const found = problem(n)
    if (found !== null) return found
  }
  return null
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}

function at(deltas: readonly OrderBookDelta[], n: number): OrderBookDelta {
  return deltas[n] as OrderBookDelta
}
