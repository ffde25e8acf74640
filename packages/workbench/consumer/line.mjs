import { digestRuns } from './digest-runs.mjs'
import { subpaths } from './every-subpath.mjs'

/** The one line that is compared between runtimes: how many names each subpath exports, and the digests of whole backtests. */
export async function line() {
  return JSON.stringify({ subpaths, runs: await digestRuns() })
}
