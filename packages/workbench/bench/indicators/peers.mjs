/**
 * The benchmark of the peers of npm, copied from the shared data into a temporary folder and installed there, to be run
 * with our built indicators as one more library.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const source = join(process.env.TAPELINE_SHARED ?? here('../../../../../shared'), 'bench/peers')

/** Streaming libraries of npm; those with batch functions only come in by name. */
export const STREAMING = 'debut-indicators,trading-signals,fast-technical-indicators,technicalindicators'

/** Runs `work` with the peers at hand; says so and does nothing where they are absent. */
export function withPeers(work) {
  if (!existsSync(source)) {
    console.log('The peers to compare with are absent (../shared/bench/peers): nothing was measured.')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'peers-'))
  try {
    cpSync(source, folder, { recursive: true })
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
    work({
      /** What the C compiler makes of the same algorithms, ns an update. */
      floor: () => JSON.parse(execFileSync('sh', ['native/floor.sh'], { cwd: folder, encoding: 'utf8' })),
      measure: (options) => measure(folder, options),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * One run of the peers' harness.
 *
 * @param options `tasks` of it, `only` these peers (`none`: ours alone), and `drive`: `update`, one call a sample, or
 * `chunks`, as a replay runs ours.
 */
function measure(folder, { tasks, only, indicators, drive = 'update', quick = false }) {
  const out = join(folder, 'result.json')
  const options = {
    own: here('../../../indicators/dist/index.js'),
    'own-adapter': here('own-adapter.mjs'),
    out,
    tasks,
    only,
    periods: '20,200,2000',
    bars: quick ? '200000' : '1000000',
    rounds: quick ? '7' : '9',
    ...(quick ? { 'round-ms': '60' } : {}),
    ...(indicators === undefined ? {} : { indicators }),
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  execFileSync(process.execPath, [join(folder, 'run.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, TAPELINE_DRIVE: drive },
  })
  return JSON.parse(readFileSync(out, 'utf8'))
}

/**
 * The fastest peer for an indicator, and those whose last value differs from the reference by more than 1e-9: they
 * compute something else, and are listed, not compared. (On-balance volume may start at 0 or at the first volume.)
 */
export function rivals(result, task, name) {
  const own = result.libraries.own[task]?.[name]
  const peers = Object.entries(result.libraries)
    .filter(([library, entry]) => library !== 'own' && entry[task]?.[name]?.ns !== undefined)
    .map(([library, entry]) => ({ library, ...entry[task][name] }))
    .sort((a, b) => a.ns - b.ns)
  const alike = ({ relErr }) => relErr <= 1e-9 || relErr === own?.relErr || name === 'obv'
  return { own, best: peers.find(alike), others: peers.filter((peer) => !alike(peer)), peers }
}

export const geometricMean = (ratios) => Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length)
