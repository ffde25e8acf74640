import { formatStatistic } from '../statistics/format-statistic.js'
import type { StatisticResult } from '../statistics/statistics.js'
import { markup, type Markup } from './markup.js'
import { signed } from './signed.js'

const HEAD: readonly string[] = ['totalReturn', 'cagr', 'sharpeRatio', 'maxDrawdown', 'trades', 'winRate']

/** The six figures that a reader looks for first. */
export function headFigures(results: readonly StatisticResult[], benchmark: readonly StatisticResult[] | null): Markup {
  const tiles = HEAD.flatMap((name) => {
    const i = results.findIndex((result) => result.name === name)
    const result = results[i]
    return result === undefined ? [] : [tile(result, benchmark?.[i])]
  })
  return markup`<dl class="head">${tiles}</dl>`
}

function tile(result: StatisticResult, other: StatisticResult | undefined): Markup {
  const compared = other === undefined || result.name === 'trades' || result.name === 'winRate' ? null : other
  return markup`<div>
    <dt>${result.title}</dt>
    <dd class="${tone(result)}">
      ${signed(formatStatistic(result))}${
        compared === null ? null : markup`<small>benchmark ${signed(formatStatistic(compared))}</small>`
      }
    </dd>
  </div>`
}

function tone({ name, value }: StatisticResult): string {
  if (value === null || (name !== 'totalReturn' && name !== 'cagr')) return ''
  return value > 0 ? 'gain' : value < 0 ? 'fall' : ''
}
