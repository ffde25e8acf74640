import { badNumber } from './bad-number.js'
import { crossedQuote } from './crossed-quote.js'
import type { QualityRule } from './define-check.js'
import { duplicate } from './duplicate.js'
import { farOpen } from './far-open.js'
import { flatRun } from './flat-run.js'
import { futureTime } from './future-time.js'
import { inconsistentBar } from './inconsistent-bar.js'
import { offStep } from './off-step.js'
import { outOfOrder } from './out-of-order.js'
import { sequenceGap } from './sequence-gap.js'
import { spike } from './spike.js'
import { stale } from './stale.js'
import { timeGap } from './time-gap.js'
import { wrongTimeUnit } from './wrong-time-unit.js'

/**
 * The rules that suit most streams: what cannot be true is rejected, what is unusual is flagged. All checks but
 * `repeated` and `outsideBand`, with their defaults.
 *
 * @example
 * ```ts
 * import { defaultRules, qualityCheck, spike } from '@tapeline/core/quality'
 * const mine = defaultRules().filter(({ check }) => check !== 'spike')
 * const checker = qualityCheck([...mine, spike({ deviations: 20, action: 'reject' })])
 * console.log(checker.rules.length) // 14
 * ```
 */
export function defaultRules(): QualityRule[] {
  return [
    sequenceGap(),
    badNumber(),
    inconsistentBar(),
    wrongTimeUnit(),
    futureTime(),
    outOfOrder(),
    timeGap(),
    stale(),
    duplicate(),
    crossedQuote(),
    offStep(),
    spike(),
    farOpen(),
    flatRun(),
  ]
}
