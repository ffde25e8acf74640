import { formatAmount, formatPercent } from '../format-number.js'
import type { RunRecord } from '../run-record.js'
import { hoverStrips, stripsOver } from './hover-strips.js'
import { markup, type Markup } from './markup.js'
import { numberTicks } from './number-ticks.js'
import { areaPath, linePath } from './path.js'
import { plot } from './plot.js'
import { paddedRange, scale } from './scale.js'
import { thinOut, type Points, type Series } from './thin-out.js'
import { timeTicks } from './time-ticks.js'
import { timeText } from './time-text.js'

/** Columns of a drawn curve: more would not be seen, and each costs bytes. */
export const COLUMNS = 700
/** Strips that answer the pointer. */
export const STRIPS = 120

/** Equity over time; a benchmark is drawn from the same initial equity. */
export function equityChart(record: RunRecord, benchmark: RunRecord | null): Markup {
  const { startTs, endTs, currency, initialEquity, equity } = record
  const own = thinOut(seriesOf(record, 1), startTs, endTs, COLUMNS)
  const other = benchmark === null ? null : rebased(benchmark, record)
  const x = scale(startTs, endTs)
  const range = paddedRange([...own.value, ...(other?.value ?? []), initialEquity])
  const y = scale(range.from, range.to)
  const base = y.at(initialEquity)
  const chart = plot({
    label: `Equity from ${formatAmount(initialEquity)} to ${formatAmount(record.finalEquity)} ${currency}`,
    size: 'tall',
    x,
    y,
    xTicks: timeTicks(startTs, endTs, 7),
    yTicks: numberTicks(range.from, range.to, 6),
    curves: [
      markup`<path class="base" fill="none" d="M0 ${(1 - base) * 1000}h1000" />`,
      markup`<path class="fill" fill="currentColor" fill-opacity="0.08" d="${areaPath(own, x, y, range.from)}" />`,
      ...(other === null
        ? []
        : [markup`<path class="line other" fill="none" stroke="currentColor" d="${linePath(other, x, y)}" />`]),
      markup`<path class="line own" fill="none" stroke="currentColor" d="${linePath(own, x, y)}" />`,
    ],
    overlay: [
      hoverStrips(stripsOver(equity.ts, equity.length, x.at, STRIPS), (i) => {
        const value = equity.equity[i] as number
        const growth = formatPercent(value / initialEquity - 1)
        return `${timeText(equity.ts[i] as number)} · ${formatAmount(value)} ${currency} (${growth})`
      }),
    ],
  })
  return markup`<figure>
    <figcaption>
      <h2>Equity</h2>
      <p class="legend">
        <span class="key own">${record.name}</span>${
          benchmark === null ? null : markup`<span class="key other">${benchmark.name}, from the same start</span>`
        }<span>${currency}</span>
      </p>
    </figcaption>
    ${chart}
  </figure>`
}

/** Equity with both ends of the run. */
function seriesOf(record: RunRecord, factor: number): Series {
  const { length, ts, equity } = record.equity
  const values = new Float64Array(length + 2)
  const times = new Float64Array(length + 2)
  times[0] = record.startTs
  values[0] = record.initialEquity * factor
  for (let i = 0; i < length; i++) {
    times[i + 1] = ts[i] as number
    values[i + 1] = (equity[i] as number) * factor
  }
  times[length + 1] = record.endTs
  values[length + 1] = record.finalEquity * factor
  return { length: length + 2, ts: times, values }
}

function rebased(benchmark: RunRecord, record: RunRecord): Points {
  return thinOut(
    seriesOf(benchmark, record.initialEquity / benchmark.initialEquity),
    record.startTs,
    record.endTs,
    COLUMNS,
  )
}
