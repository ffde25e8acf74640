import path from 'node:path'
import { parseArgs } from 'node:util'
import { isTapelineError } from '@tapeline/core'
import { readApple, readOwnBars } from './src/read-bars.mjs'
import { runPumps } from './src/run-pumps.mjs'
import { runTrend } from './src/run-trend.mjs'

const USAGE = `npm start                     a trend strategy on five years of AAPL, then a pump detector on 5 M synthetic trades
npm start -- bars.csv         the trend strategy on your own bars
  --ticks N                   trades for the pump detector (default 5,000,000)
  --out FOLDER                where the tear sheet goes (default out)`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ticks: { type: 'string', default: '5000000' },
      out: { type: 'string', default: 'out' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help || positionals.length > 1) console.log(USAGE)
  else if (positionals.length === 1) await onOwnBars(positionals[0], values.out)
  else await tour(Number(values.ticks), values.out)
} catch (error) {
  const isKnown = isTapelineError(error) || error?.code?.startsWith?.('ERR_PARSE_ARGS')
  console.error(isKnown ? `\n${error.message}` : error)
  process.exitCode = 1
}

async function tour(ticks, out) {
  console.log('1. A trend strategy on five years of daily AAPL bars, against buy and hold\n')
  await runTrend(await readApple(), out)
  console.log('\n\n2. A pump detector, trade by trade, on a synthetic market with planted pumps\n')
  await runPumps({ seed: 'tapeline', ticks, pumps: Math.max(1, Math.floor(ticks / 80_000)) })
}

async function onOwnBars(given, out) {
  // npm runs scripts in the project's folder; a path is meant from where the user stands.
  const file = /^https?:/i.test(given) ? given : path.resolve(process.env.INIT_CWD ?? '.', given)
  const { bars, rows } = await readOwnBars(file, ({ message }) => console.log(`Warning: ${message}`))
  const { symbol, assetClass } = bars.instrument
  const year =
    assetClass === 'crypto' ? 'every day of the week, so a year has 365 days' : 'on weekdays, so a year has 252 days'
  console.log(
    `\nA trend strategy on ${symbol}: ${rows.toLocaleString('en-US')} bars of ${bars.timeframe}, traded ${year}; prices in USD\n`,
  )
  await runTrend(bars, out)
}
