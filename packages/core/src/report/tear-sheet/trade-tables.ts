import { formatAmount, formatPercent } from '../format-number.js'
import type { RoundTrip, RunRecord } from '../run-record.js'
import { clip, markup, type Markup } from './markup.js'
import { signed } from './signed.js'
import { durationText, timeText } from './time-text.js'

/** All trades where they are few; else the best, the worst and the last. */
export function tradeTables(record: RunRecord): Markup {
  const { trades } = record
  if (trades.length === 0) return NONE
  if (trades.length <= 12) return table('Trades', trades, record)
  const byProfit = [...trades].sort((a, b) => b.pnl - a.pnl)
  const best = table('Best trades', byProfit.slice(0, 5), record)
  const worst = table('Worst trades', byProfit.slice(-5).reverse(), record)
  return markup`${best}${worst}${table('Last trades', trades.slice(-8), record)}`
}

function table(title: string, trades: readonly RoundTrip[], record: RunRecord): Markup {
  return markup`<section>
    <h2>${title}</h2>
    <div class="scroll" role="region" aria-label="${title}" tabindex="0">
      <table class="trades">
        <thead>
          <tr>
            <th scope="col">Opened, UTC</th>
            <th scope="col">Held</th>
            <th scope="col">Instrument</th>
            <th scope="col">Side</th>
            <th scope="col">Size</th>
            <th scope="col">Entry</th>
            <th scope="col">Exit</th>
            <th scope="col">Fees</th>
            <th scope="col">Profit, ${record.currency}</th>
            <th scope="col">Return</th>
          </tr>
        </thead>
        <tbody>
          ${trades.map((trade) => row(trade, record.endTs))}
        </tbody>
      </table>
    </div>
  </section>`
}

function row(trade: RoundTrip, endTs: number): Markup {
  const open = trade.exitTs === null
  const held = durationText((trade.exitTs ?? endTs) - trade.entryTs)
  const tone = trade.pnl > 0 ? 'gain' : trade.pnl < 0 ? 'fall' : ''
  return markup`<tr>
    <td>${timeText(trade.entryTs)}</td>
    <td>${open ? `${held}, open` : held}</td>
    <td><bdi>${clip(trade.instrumentId, 40)}</bdi></td>
    <td>${trade.side}</td>
    <td>${formatAmount(trade.quantity)}</td>
    <td>${formatAmount(trade.entryPrice)}</td>
    <td>${formatAmount(trade.exitPrice)}</td>
    <td>${signed(formatAmount(trade.fees))}</td>
    <td class="${tone}">${signed(formatAmount(trade.pnl))}</td>
    <td class="${tone}">${signed(formatPercent(trade.returnOnCost))}</td>
  </tr>`
}

const NONE: Markup = /*#__PURE__*/ markup`<section>
  <h2>Trades</h2>
  <p class="note">No position was opened.</p>
</section>`
