import { checkRunRecord } from '../check-run-record.js'
import { formatAmount } from '../format-number.js'
import type { RunRecord } from '../run-record.js'
import { statistics } from '../statistics/statistics.js'
import { drawdownChart } from './drawdown-chart.js'
import { equityChart } from './equity-chart.js'
import { headFigures } from './head-figures.js'
import { clip, markup, type Markup } from './markup.js'
import { monthlyTable } from './monthly-table.js'
import { policiesTable, warningsNote } from './notes.js'
import { statisticsTable } from './statistics-table.js'
import { STYLE, TEAR_SHEET_STYLE_HASH } from './style.js'
import { durationText, dateText } from './time-text.js'
import { tradeTables } from './trade-tables.js'
import { tradesCharts } from './trades-chart.js'

/** What a tear sheet shows beside the run. */
export interface TearSheetOptions {
  /** Heading of the page; the run's name by default. */
  readonly title?: string | undefined
  /** A run to compare with, such as buy and hold over the same period; drawn from the same initial equity. */
  readonly benchmark?: RunRecord | undefined
}

/**
 * A finished run as one self-contained HTML page: head figures, equity, drawdown, trades on price, monthly returns, every
 * statistic with its definition, trades, and the policies that made the result. Light and dark, from phone to print.
 *
 * The page holds no script and loads nothing; its own content security policy allows its one style sheet and nothing else.
 * Names and texts of the record are shown as text whatever they hold. Times are UTC, numbers English on every machine.
 * Curves of any length are thinned out to the lowest and highest value of each column: the page stays under about 300 kB.
 *
 * @throws TapelineError `BAD_PARAMETER` where times run backwards or a figure of a record is not finite.
 *
 * @example
 * ```ts
 * import { backtest, bars, strategy } from '@tapeline/core'
 * import { tearSheet } from '@tapeline/core/report'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const hold = strategy({
 *   name: 'buy-and-hold',
 *   data: { main: bars('1d') },
 *   onBar({ position, orders }) {
 *     if (position.isFlat) orders.target({ weight: 0.95 })
 *   },
 * })
 * const data = { main: syntheticBars({ seed: 1, bars: 500 }) }
 * const result = await backtest({ strategy: hold, data, account: { USD: 10_000 } }).result
 * const page = tearSheet(result, { title: 'Buy and hold' }) // write it to a file, or show it in a frame
 * console.log(page.includes('<title>Buy and hold</title>'), page.includes('<script')) // true false
 * ```
 */
export function tearSheet(result: RunRecord, options: TearSheetOptions = {}): string {
  const run = presentable(result, 'tearSheet')
  const benchmark = options.benchmark === undefined ? null : presentable(options.benchmark, 'tearSheet benchmark')
  const figures = statistics(run)
  const others = benchmark === null ? null : statistics(benchmark)
  const title = clip(options.title ?? run.name, 120)
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src '${literal(TEAR_SHEET_STYLE_HASH)}'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${literal(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1><bdi>${title}</bdi></h1>
            <p>${period(run)}</p>
          </header>
          ${headFigures(figures, others)}
          ${warningsNote(run)}
          ${equityChart(run, benchmark)}
          ${drawdownChart(run)}
          ${tradesCharts(run)}
          ${monthlyTable(run)}
          ${statisticsTable(figures, others)}
          ${tradeTables(run)}
          ${policiesTable(run)}
          <footer>
            Made with Tapeline. All times are UTC. What a strategy earned on recorded prices is no promise of what it
            will earn.
          </footer>
        </main>
      </body>
    </html>`.markup
}

/** The record, if it can be the trace of a run, with names that fit the page. */
function presentable(record: RunRecord, owner: string): RunRecord {
  checkRunRecord(owner, record)
  return { ...record, name: clip(record.name, 120), currency: clip(record.currency, 16) }
}

function period(record: RunRecord): string {
  const { startTs, endTs, initialEquity, finalEquity, currency } = record
  const money = `${formatAmount(initialEquity)} → ${formatAmount(finalEquity)} ${currency}`
  return `${dateText(startTs)} – ${dateText(endTs)} (${durationText(endTs - startTs)}) · ${money} · a year of ${record.daysPerYear} trading days`
}

/** Text of our own that is no text of the page. */
function literal(text: string): Markup {
  return { markup: text }
}
