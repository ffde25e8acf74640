import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { backtest } from '@tapeline/core'
import { tearSheet } from '@tapeline/core/report'
import { showProgress } from './show-progress.mjs'
import { statisticsTable } from './statistics-table.mjs'
import { buyAndHold, emaCross } from './strategies.mjs'

/** Backtests the trend strategy on recorded bars against buy and hold, and prints and writes what came of it. */
export async function runTrend(recorded, outFolder) {
  const account = { [recorded.instrument.settle]: 10_000 }
  const runOf = async (strategy) => {
    const run = backtest({ strategy, data: { main: recorded }, account, fees: { taker: 0.001 } })
    await showProgress(strategy.name, run)
    return run.result
  }
  const trend = await runOf(emaCross(recorded.timeframe))
  const hold = await runOf(buyAndHold(recorded.timeframe))

  console.log(`\n${statisticsTable([trend, hold])}\n`)
  for (const warning of trend.warnings) console.log(`Note: ${warning}`)
  const file = path.join(outFolder, `${recorded.instrument.symbol.replace(/[^\w.-]+/g, '-')}-ema-cross.html`)
  await mkdir(outFolder, { recursive: true })
  await writeFile(file, tearSheet(trend, { benchmark: hold }))
  console.log(`Digest      ${trend.digest}`)
  console.log(`Tear sheet  ${file}`)
  return trend
}
