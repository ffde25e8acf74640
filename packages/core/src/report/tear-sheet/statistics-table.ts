import { formatStatistic } from '../statistics/format-statistic.js'
import type { StatisticResult } from '../statistics/statistics.js'
import { markup, type Markup } from './markup.js'
import { signed } from './signed.js'

/** Every statistic with its definition; what is missing or weak says why. */
export function statisticsTable(
  results: readonly StatisticResult[],
  benchmark: readonly StatisticResult[] | null,
): Markup {
  return markup`<section>
    <h2>Statistics</h2>
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">Figure and definition</th>
          <th scope="col">Run</th>
          ${benchmark === null ? null : markup`<th scope="col">Benchmark</th>`}
        </tr>
      </thead>
      <tbody>
        ${results.map((result, i) => {
          const other = benchmark?.[i]
          return markup`<tr>
            <th scope="row">${result.title}<small>${result.definition}</small>${caveat(result)}</th>
            <td>${signed(formatStatistic(result))}</td>
            ${other === undefined ? null : markup`<td>${signed(formatStatistic(other))}</td>`}
          </tr>`
        })}
      </tbody>
    </table>
  </section>`
}

function caveat({ value, reason }: StatisticResult): Markup | null {
  if (reason === null) return null
  return markup`<small class="why">${value === null ? `No value: ${reason}.` : `Note: ${reason}.`}</small>`
}
