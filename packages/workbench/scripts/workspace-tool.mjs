import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from './run-command.mjs'

/**
 * Runs a tool that is a dependency of a workspace folder, by its script and not by the file in `.bin`
 * (which is a `.cmd` on Windows).
 */
export function runTool(folder, tool, args, options) {
  return runNode([toolScript(folder, tool), ...args], options)
}

/** The script behind a tool's command: `tool` is a package, or `package#command` where the names differ. */
function toolScript(folder, tool) {
  const [name, command = name.split('/').pop()] = tool.split('#')
  const home = join(folder, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : bin[command])
}
