import type { Statistic } from './statistic.js'
import { tooFewForTail } from './var95.js'

/** Source: C. Acerbi and D. Tasche, "On the coherence of expected shortfall" (2002): continuous in the sample, ties included. */
export const cvar95: Statistic = {
  name: 'cvar95',
  title: 'Expected shortfall, 95 %',
  unit: 'fraction',
  definition:
    'The mean loss of the worst day in twenty: minus the mean of the n / 20 lowest of n daily returns, the last of them counted by its part. Needs 20 days.',
  compute(_record, context) {
    const problem = tooFewForTail(context)
    if (problem !== null) return { value: null, reason: problem }
    const sorted = Float64Array.from(context.daily.values).sort()
    const count = sorted.length / 20
    const whole = Math.floor(count)
    let sum = (count - whole) * (sorted[whole] as number)
    for (let i = 0; i < whole; i++) sum += sorted[i] as number
    return { value: -sum / count }
  },
}
