import { join } from 'node:path'
import { PUBLISHED, ROOT } from './project.mjs'
import { runTool } from './workspace-tool.mjs'

/** Builds the published packages as they will be published: JavaScript by tsup, declarations by the compiler. */
export async function build() {
  const [core, ...others] = PUBLISHED
  await buildPackage(core)
  await Promise.all(others.map(buildPackage))
  return `${PUBLISHED.join(', ')}`
}

/** Only what a program needs at run time: the JavaScript. */
export async function buildScripts(name) {
  await runTool(join(ROOT, 'packages', name), 'tsup', ['--silent'], { cwd: join(ROOT, 'packages', name) })
}

async function buildPackage(name) {
  await buildScripts(name)
  await runTool(join(ROOT, 'packages', name), 'typescript#tsc', ['-p', 'tsconfig.build.json'], {
    cwd: join(ROOT, 'packages', name),
  })
}
