import { formatNumber } from '../format-number.js'
import type { RunRecord } from '../run-record.js'
import { markup, type Markup } from './markup.js'
import { monthlyReturns } from './monthly-returns.js'
import { MONTHS } from './time-text.js'

const MOST_YEARS = 40

/** Returns month by month, the deeper the colour the larger; nothing where the run has no sample. */
export function monthlyTable(record: RunRecord): Markup | null {
  const years = monthlyReturns(record)
  if (years.length === 0) return null
  const shown = years.slice(-MOST_YEARS)
  const largest = Math.max(0.01, ...shown.flatMap((year) => year.months.map((value) => Math.abs(value ?? 0))))
  return markup`<section>
    <h2>Monthly returns, %</h2>
    <div class="scroll" role="region" aria-label="Monthly returns" tabindex="0">
      <table class="months">
        <thead>
          <tr>
            <th scope="col">Year</th>
            ${MONTHS.map((month) => markup`<th scope="col">${month}</th>`)}
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (year) =>
              markup`<tr>
                <th scope="row">${year.year}</th>
                ${year.months.map((value) => cell(value, largest))}
                <td class="sum">${text(year.total)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${years.length > MOST_YEARS ? markup`<p class="note">The last ${MOST_YEARS} of ${years.length} years.</p>` : null}
  </section>`
}

function cell(value: number | null, largest: number): Markup {
  if (value === null) return markup`<td></td>`
  const shade = Math.ceil((Math.abs(value) / largest) * 4)
  return markup`<td class="${value < 0 ? 'down' : 'up'}${shade}">${text(value)}</td>`
}

function text(value: number | null): string {
  if (value === null) return ''
  const rounded = formatNumber(value * 100, 1)
  return value > 0 && rounded !== '0.0' ? `+${rounded}` : rounded.replace('-', '−')
}
