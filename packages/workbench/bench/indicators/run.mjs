/**
 * Indicators against the C floor and the peers of npm, all in one run: prints a line for each figure that must hold, and
 * fails when one does not. Needs the packages built, and the folder `peers` of the shared benchmark data
 * (../shared/bench/peers, or $TAPELINE_SHARED/bench/peers), which is copied to a temporary folder and installed there.
 *
 *   node packages/workbench/bench/indicators/run.mjs [--quick]
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const shared = process.env.TAPELINE_SHARED ?? here('../../../../../shared')
const quick = process.argv.includes('--quick')

/** Name there, name of the floor, most times the floor, least times the best peer; null: shown, not promised. */
const TARGETS = [
  ['sma', 'c_sma20', 2, 4],
  ['ema', 'c_ema20', 2, null],
  ['rsi', 'c_rsi14', 2, 4],
  ['macd', 'c_macd', null, null],
  ['bbands', 'c_bb20', null, null],
  ['max', 'c_max50', null, null],
  ['atr', null, null, null],
]

if (!existsSync(join(shared, 'bench/peers'))) {
  console.log('The peers to compare with are absent (../shared/bench/peers): nothing was measured.')
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'peers-'))
let failed = 0
try {
  cpSync(join(shared, 'bench/peers'), folder, { recursive: true })
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const peers = measure('update')
  const chunked = measure('chunks').libraries.own
  const floor = JSON.parse(execFileSync('sh', ['native/floor.sh'], { cwd: folder, encoding: 'utf8' }))
  for (const [name, floorName, mostFloors, leastPeers] of TARGETS) {
    const { lib, ns, ownNs } = peers.bestPeer.stream[name]
    if (floorName !== null)
      report(
        `${name}: ${ownNs} ns, ${(ownNs / floor[floorName]).toFixed(2)}x the C floor of ${floor[floorName]}`,
        ownNs / floor[floorName],
        '<=',
        mostFloors,
      )
    report(`${name} in chunks, as a replay runs it: ${chunked.stream[name].ns} ns`, 0, '<=', null)
    report(`${name}: ${(ns / ownNs).toFixed(2)}x as fast as ${lib} at ${ns} ns`, ns / ownNs, '>=', leastPeers)
  }
  for (const [name, byPeriod] of Object.entries(peers.libraries.own.sweep)) {
    const costs = Object.values(byPeriod)
    report(
      `${name}: ${costs.join(', ')} ns at periods ${Object.keys(byPeriod).join(', ')}`,
      Math.max(...costs.slice(1)) / costs[0],
      '<=',
      1.5,
    )
  }
  const { rowByRow, inChunks } = JSON.parse(
    execFileSync(process.execPath, [here('allocation.mjs')], { encoding: 'utf8' }),
  )
  report(
    `bytes allocated an update in a graph of eleven: ${rowByRow.toFixed(3)} row by row, ${inChunks.toFixed(3)} in chunks`,
    Math.max(rowByRow, inChunks),
    '<=',
    0.05,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1

/** @param drive `update`: one call a sample, ours and the peers; `chunks`: ours alone, as a replay runs it. */
function measure(drive) {
  const out = join(folder, 'result.json')
  const own = here('../../../indicators/dist/index.js')
  const options = [
    '--own',
    own,
    '--own-adapter',
    here('own-adapter.mjs'),
    '--out',
    out,
    '--tasks',
    'stream,sweep',
    '--indicators',
    TARGETS.map(([name]) => name).join(),
  ]
  const size = quick
    ? ['--bars', '200000', '--rounds', '5', '--round-ms', '60']
    : ['--bars', '1000000', '--rounds', '9']
  const all = 'debut-indicators,trading-signals,fast-technical-indicators,technicalindicators'
  const only = ['--only', drive === 'update' ? all : 'none']
  execFileSync(process.execPath, [join(folder, 'run.mjs'), ...options, ...size, ...only, '--periods', '20,200,2000'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, TAPELINE_DRIVE: drive },
  })
  return JSON.parse(readFileSync(out, 'utf8'))
}

function report(text, value, relation, limit) {
  if (limit === null) return console.log(`     ${text}`)
  const holds = relation === '<=' ? value <= limit : value >= limit
  if (!holds) failed++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${text} (${relation} ${limit})`)
}
