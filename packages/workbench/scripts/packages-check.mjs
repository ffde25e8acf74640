import { ROOT, WORKBENCH } from './project.mjs'
import { tarballs } from './consumer.mjs'
import { runTool } from './workspace-tool.mjs'

/** Are the packed manifests right: exports, files, fields? */
export async function publint() {
  for (const { file } of tarballs()) await runTool(WORKBENCH, 'publint', ['run', '--strict', file], { cwd: ROOT })
}

/** Does every way in which a user may import the packed packages find its types? */
export async function typesResolve() {
  for (const { file } of tarballs()) {
    await runTool(WORKBENCH, '@arethetypeswrong/cli#attw', ['--profile', 'esm-only', '--no-emoji', file], { cwd: ROOT })
  }
}
