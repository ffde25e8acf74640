import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runInChromium } from './browser-consumer.mjs'
import { build } from './build.mjs'
import { provideChromium } from './chromium.mjs'
import { installConsumer, pack } from './consumer.mjs'
import { install } from './install.mjs'
import { publint, typesResolve } from './packages-check.mjs'
import { CACHE, ROOT, typedFolders, WORKBENCH } from './project.mjs'
import { fetchRuntime, runInRuntime, RUNTIMES } from './runtimes.mjs'
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

/** `npm test`: everything; what others wait for stands first. */
export function allSteps(flags) {
  mkdirSync(CACHE, { recursive: true })
  return [
    { name: 'install', run: () => install('everything') },
    { name: 'Chromium', light: true, run: provideChromium },
    ...RUNTIMES.map((runtime) => ({
      name: `fetch ${runtime.name}`,
      light: true,
      after: ['install'],
      run: () => fetchRuntime(runtime),
    })),
    { name: 'build', after: ['install'], run: build },
    { name: 'tests', after: ['build'], run: () => vitest('home', flags, HOME_ZONE) },
    { name: 'pack', after: ['build'], run: pack },
    { name: 'packages in an empty folder', after: ['pack'], run: installConsumer },
    { name: 'format', after: ['install'], run: tool('prettier', ['--check', '.']) },
    { name: 'lint', after: ['install'], run: tool('oxlint', ['--type-aware', '--deny-warnings']) },
    {
      name: 'unused files, exports and dependencies',
      after: ['install'],
      run: tool('knip', ['--no-progress', '--no-config-hints']),
    },
    ...typedFolders().map((folder) => ({
      name: `types of ${folder}`,
      after: ['install'],
      run: tool('typescript#tsc', ['-p', join(ROOT, folder)]),
    })),
    { name: 'sizes', after: ['build'], run: tool('size-limit', [], WORKBENCH) },
    { name: 'manifests', after: ['pack'], run: publint },
    { name: 'types as users find them', after: ['pack'], run: typesResolve },
    { name: 'docs', after: ['build'], run: tool('typedoc', ['--logLevel', 'Warn']) },
    ...RUNTIMES.map((runtime) => ({
      name: runtime.name,
      after: ['packages in an empty folder', `fetch ${runtime.name}`],
      run: () => runInRuntime(runtime),
    })),
    { name: 'Chromium, page and Web Worker', after: ['packages in an empty folder', 'Chromium'], run: runInChromium },
    { name: 'tests in another zone and locale', after: ['install'], run: testsFarAway },
  ]
}

function tool(name, args, cwd = ROOT) {
  return async () => {
    await runTool(WORKBENCH, name, args, { cwd })
  }
}

async function testsFarAway() {
  const files = zoneTests()
  if (files.length === 0) return new Skip('no test file says @module-tag zone', { needless: true })
  return vitest('far', ['--tags-filter=zone', ...files], FAR_ZONE)
}
