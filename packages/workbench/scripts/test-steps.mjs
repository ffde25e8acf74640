import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { ROOT, typedFolders, WORKBENCH } from './project.mjs'
import { Skip } from './step-runner.mjs'
import { FAR_ZONE, HOME_ZONE, vitest, zoneTests } from './vitest-run.mjs'
import { runTool } from './workspace-tool.mjs'

/** `npm test -- <filter>`: what a developer wants to see while at work. */
export function filteredSteps(filters, flags) {
  return [
    { name: 'install', run: () => install('everything') },
    {
      name: 'tests',
      after: ['install'],
      run: () => vitest('filtered', [...flags, ...filters], HOME_ZONE, { live: true }),
    },
  ]
}

/** `npm test`: everything, the long ones early. */
export function allSteps(flags) {
  const tool = (name, args) => async () => void (await runTool(WORKBENCH, name, args, { cwd: ROOT }))
  return [
    { name: 'install', run: () => install('everything') },
    { name: 'build', after: ['install'], run: build },
    { name: 'format', after: ['install'], run: tool('prettier', ['--check', '.']) },
    { name: 'lint', after: ['install'], run: tool('oxlint', ['--type-aware', '--deny-warnings']) },
    ...typedFolders().map((folder) => ({
      name: `types of ${folder.split('/').pop()}`,
      after: ['install'],
      run: tool('typescript#tsc', ['-p', join(ROOT, folder)]),
    })),
    { name: 'tests', after: ['install'], run: () => vitest('home', flags, HOME_ZONE) },
    { name: 'tests in another zone and locale', after: ['tests'], run: testsFarAway },
  ]
}

async function testsFarAway() {
  const files = zoneTests()
  return files.length === 0
    ? new Skip('no test file says @module-tag zone', { needless: true })
    : vitest('far', ['--tags-filter=zone', ...files], FAR_ZONE)
}
