import { formatPercent } from '../format-number.js'
import type { RunRecord } from '../run-record.js'
import { COLUMNS, STRIPS } from './equity-chart.js'
import { hoverStrips, stripsOver } from './hover-strips.js'
import { markup, type Markup } from './markup.js'
import { numberTicks } from './number-ticks.js'
import { areaPath, linePath, percent } from './path.js'
import { plot } from './plot.js'
import { scale, type Scale } from './scale.js'
import { signed } from './signed.js'
import { thinOut } from './thin-out.js'
import { timeTicks } from './time-ticks.js'
import { durationText, timeText } from './time-text.js'

/** How far equity stood under water: below its earlier peak, in percent of it. */
export function drawdownChart(record: RunRecord): Markup {
  const { startTs, endTs, equity, drawdown } = record
  const depths = Float64Array.from(equity.drawdown.subarray(0, equity.length), (depth) => -100 * depth)
  const points = thinOut({ length: equity.length, ts: equity.ts, values: depths }, startTs, endTs, COLUMNS)
  const bottom = Math.min(-1, -100 * drawdown.depth, ...points.value)
  const x = scale(startTs, endTs)
  const y = scale(bottom * 1.08, 0)
  const chart = plot({
    label: `Drawdown, at most ${formatPercent(drawdown.depth)}`,
    size: 'low',
    x,
    y,
    xTicks: timeTicks(startTs, endTs, 7),
    yTicks: numberTicks(y.from, 0, 4).map((tick) => ({ value: tick.value, label: `${signed(tick.label)} %` })),
    curves: [
      markup`<path class="fill under" fill="currentColor" fill-opacity="0.1" d="${areaPath(points, x, y, 0)}" />`,
      markup`<path class="line under" fill="none" stroke="currentColor" d="${linePath(points, x, y)}" />`,
    ],
    overlay: [
      hoverStrips(
        stripsOver(equity.ts, equity.length, x.at, STRIPS),
        (i) => `${timeText(equity.ts[i] as number)} · ${formatPercent(-(equity.drawdown[i] as number))}`,
      ),
      deepest(record, x, y),
    ],
  })
  return markup`<figure>
    <figcaption>
      <h2>Drawdown</h2>
      <p class="legend"><span>${caption(record)}</span></p>
    </figcaption>
    ${chart}
  </figure>`
}

function caption({ drawdown }: RunRecord): string {
  if (!(drawdown.depth > 0)) return 'Equity never fell below an earlier peak.'
  return `Below the earlier peak: at most ${formatPercent(drawdown.depth)}, at the longest for ${durationText(drawdown.longestMs)}.`
}

/** The trough, if the record tells of one within the run. */
function deepest({ startTs, endTs, drawdown }: RunRecord, x: Scale, y: Scale): Markup {
  const { depth, peakTs, troughTs } = drawdown
  if (!(depth > 0 && troughTs >= startTs && troughTs <= endTs)) return markup``
  const place = markup`cx="${percent(x.at(troughTs))}" cy="${percent(1 - y.at(-100 * depth))}"`
  const told = `Deepest: ${formatPercent(-depth)} on ${timeText(troughTs)}, from the peak of ${timeText(peakTs)}`
  return markup`<circle class="under" r="3.5" ${place}><title>${told}</title></circle>`
}
