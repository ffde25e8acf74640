import { cagr } from './cagr.js'
import { calmarRatio } from './calmar-ratio.js'
import { cvar95 } from './cvar95.js'
import { drawdownDuration } from './drawdown-duration.js'
import { expectancy } from './expectancy.js'
import { exposure } from './exposure.js'
import { feesPaid } from './fees-paid.js'
import { maxDrawdown } from './max-drawdown.js'
import { payoffRatio } from './payoff-ratio.js'
import { probabilisticSharpe } from './probabilistic-sharpe.js'
import { profitFactor } from './profit-factor.js'
import { sharpeRatio } from './sharpe-ratio.js'
import { sortinoRatio } from './sortino-ratio.js'
import type { Statistic } from './statistic.js'
import { totalReturn } from './total-return.js'
import { trades } from './trades.js'
import { turnover } from './turnover.js'
import { var95 } from './var95.js'
import { volatility } from './volatility.js'
import { winRate } from './win-rate.js'

/** Every statistic, in the order in which reports show them: growth, risk, both together, trades, costs. */
export const allStatistics: readonly Statistic[] = /*#__PURE__*/ Object.freeze([
  totalReturn,
  cagr,
  volatility,
  maxDrawdown,
  drawdownDuration,
  sharpeRatio,
  sortinoRatio,
  calmarRatio,
  probabilisticSharpe,
  var95,
  cvar95,
  trades,
  winRate,
  profitFactor,
  payoffRatio,
  expectancy,
  exposure,
  turnover,
  feesPaid,
])
