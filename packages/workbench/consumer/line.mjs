import { computation } from './computation.mjs'
import { subpaths } from './every-subpath.mjs'

/** The one line that is compared between runtimes: how many names each subpath exports, and what was computed. */
export async function line() {
  return JSON.stringify({ subpaths, result: await computation() })
}
