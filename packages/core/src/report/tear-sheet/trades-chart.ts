import { formatAmount, formatNumber, formatPercent } from '../format-number.js'
import type { RoundTrip, RunRecord } from '../run-record.js'
import { COLUMNS } from './equity-chart.js'
import { clip, markup, type Markup } from './markup.js'
import { numberTicks } from './number-ticks.js'
import { linePath, percent } from './path.js'
import { plot } from './plot.js'
import { paddedRange, scale, type Scale } from './scale.js'
import { thinOut } from './thin-out.js'
import { timeTicks } from './time-ticks.js'
import { timeText } from './time-text.js'

/** Round trips drawn over all charts: the largest by profit or loss. */
const MOST_TRADES = 200
const MOST_INSTRUMENTS = 3

/** Trades on the price of their instrument: a chart for each of the instruments that were traded most. */
export function tradesCharts(record: RunRecord): Markup {
  const groups = new Map<string, RoundTrip[]>()
  for (const trade of record.trades) {
    const group = groups.get(trade.instrumentId)
    if (group === undefined) groups.set(trade.instrumentId, [trade])
    else group.push(trade)
  }
  const most = [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, MOST_INSTRUMENTS)
  const left = groups.size - most.length
  return markup`${most.map(([id, trades]) => tradesChart(record, id, trades, Math.floor(MOST_TRADES / most.length)))}${
    left > 0 ? markup`<p class="note">${formatNumber(left, 0)} more, traded less often, not drawn.</p>` : null
  }`
}

function tradesChart(record: RunRecord, id: string, all: readonly RoundTrip[], most: number): Markup {
  const { startTs, endTs, equity } = record
  const trades = all.length <= most ? all : [...all].sort((a, b) => Math.abs(b.pnl) - Math.abs(a.pnl)).slice(0, most)
  const prices = thinOut(
    { length: equity.length, ts: equity.ts, values: equity.prices[id] ?? [] },
    startTs,
    endTs,
    COLUMNS,
  )
  const range = paddedRange([...prices.value, ...trades.flatMap((trade) => [trade.entryPrice, trade.exitPrice])])
  const x = scale(startTs, endTs)
  const y = scale(range.from, range.to)
  const chart = plot({
    label: `Price of ${clip(id, 60)} with ${trades.length} trades`,
    size: 'tall',
    x,
    y,
    xTicks: timeTicks(startTs, endTs, 7),
    yTicks: numberTicks(range.from, range.to, 6),
    curves: [markup`<path class="line price" fill="none" stroke="currentColor" d="${linePath(prices, x, y)}" />`],
    overlay: trades.map((trade) => marker(trade, x, y, record)),
  })
  const shown =
    all.length > most
      ? markup`<span>${most} of ${formatNumber(all.length, 0)}, the largest by profit or loss</span>`
      : null
  return markup`<figure>
    <figcaption>
      <h2>Trades on <bdi>${clip(id, 60)}</bdi></h2>
      <p class="legend">${KEYS}${shown}</p>
    </figcaption>
    ${chart}
  </figure>`
}

/** From entry to exit; a loss is dashed as well, for those who do not tell green from red. */
function marker(trade: RoundTrip, x: Scale, y: Scale, record: RunRecord): Markup {
  const [x1, x2] = [percent(x.at(trade.entryTs)), percent(x.at(trade.exitTs ?? record.endTs))]
  const [y1, y2] = [percent(1 - y.at(trade.entryPrice)), percent(1 - y.at(trade.exitPrice))]
  const shape = trade.side === 'long' ? UP : DOWN
  return markup`<g class="${trade.pnl > 0 ? 'win' : 'loss'}">
    <title>${told(trade, record.currency)}</title>
    <line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" />
    <svg x="${x1}" y="${y1}">${shape}</svg>
    ${trade.exitTs === null ? null : markup`<circle cx="${x2}" cy="${y2}" r="2.5" />`}
  </g>`
}

function told(trade: RoundTrip, currency: string): string {
  const exit =
    trade.exitTs === null
      ? `open, at ${formatAmount(trade.exitPrice)}`
      : `${timeText(trade.exitTs)} at ${formatAmount(trade.exitPrice)}`
  const size = `${trade.side} ${formatAmount(trade.quantity)}`
  return `${size} · ${timeText(trade.entryTs)} at ${formatAmount(trade.entryPrice)} → ${exit} · ${formatAmount(trade.pnl)} ${currency} (${formatPercent(trade.returnOnCost)})`
}

const UP: Markup = /*#__PURE__*/ markup`<path d="M0-4.5L4.5 3.5h-9z" />`
const DOWN: Markup = /*#__PURE__*/ markup`<path d="M0 4.5L4.5-3.5h-9z" />`

const KEYS: Markup = /*#__PURE__*/ markup`<span class="key win">profit</span>
  <span class="key loss">loss</span>
  <span>▲ bought to open</span>
  <span>▼ sold to open</span>
  <span>● closed</span>`
