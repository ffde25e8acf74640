import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npm, pnpm } from './package-managers.mjs'
import { CACHE, PUBLISHED, ROOT, WORKBENCH } from './project.mjs'
import { runNode } from './run-command.mjs'

const TARBALLS = join(CACHE, 'tarballs')

/** What the harness found out on the way: where the consumer lives and what its first run printed. */
export const consumer = { folder: '', line: '' }

/** Packs the published packages as they would be uploaded. */
export async function pack() {
  rmSync(TARBALLS, { recursive: true, force: true })
  mkdirSync(TARBALLS, { recursive: true })
  for (const name of PUBLISHED) {
    await pnpm(['pack', '--pack-destination', TARBALLS], { cwd: join(ROOT, 'packages', name) })
  }
  return tarballs()
    .map(({ file }) => file.split(/[\\/]/).pop())
    .join(', ')
}

/** The packed packages, by name. */
export function tarballs() {
  const files = readdirSync(TARBALLS)
  return PUBLISHED.map((name) => ({
    name,
    file: join(TARBALLS, files.find((file) => file.startsWith(`tapeline-${name}-`)) ?? `tapeline-${name}`),
  }))
}

/** Installs the tarballs into an empty folder, as a user would, and runs them there once. */
export async function installConsumer() {
  consumer.folder = mkdtempSync(join(tmpdir(), 'tapeline consumer '))
  process.once('exit', () => rmSync(consumer.folder, { recursive: true, force: true }))
  const manifest = { name: 'consumer', private: true, type: 'module' }
  writeFileSync(join(consumer.folder, 'package.json'), JSON.stringify(manifest))
  cpSync(join(WORKBENCH, 'consumer'), consumer.folder, { recursive: true })
  writeFileSync(join(consumer.folder, 'every-subpath.mjs'), importOfEverySubpath())
  await npm(['install', '--no-audit', '--no-fund', ...tarballs().map(({ file }) => file), ...peers()], {
    cwd: consumer.folder,
  })
  const { stdout } = await runNode(['digest.mjs'], { cwd: consumer.folder })
  consumer.line = stdout.trim()
  const { runs } = JSON.parse(consumer.line)
  return `digests ${Object.values(runs)
    .map(({ digest }) => digest.slice(0, 8))
    .join(', ')}`
}

/** Compares what a runtime printed with what this Node printed; throws where they differ. */
export function expectSameLine(runtime, printed) {
  const line = printed.trim()
  if (line !== consumer.line)
    throw new Error(
      `${runtime} computed something else.\n  ${runtime}: ${line}\n  Node ${process.version}: ${consumer.line}`,
    )
  return 'equal to the last character'
}

/** What the packages need beside themselves, in the versions that the house is tested with. */
function peers() {
  const catalog = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8')
  return ['rxjs', 'fast-check'].map((name) => `${name}@${new RegExp(`^  ${name}: (\\S+)$`, 'm').exec(catalog)?.[1]}`)
}

/** A module that imports all that the packages export, made from their manifests. */
function importOfEverySubpath() {
  const names = PUBLISHED.flatMap((name) => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
    return Object.keys(exports)
      .filter((path) => !path.endsWith('.json'))
      .flatMap((path) => (path.endsWith('/*') ? filesOf(name, path) : [path]))
      .map((path) => `@tapeline/${name}${path.slice(1)}`)
  })
  const imports = names.map((name, index) => `import * as subpath${index} from '${name}'`)
  const counts = names.map((name, index) => `  '${name}': Object.keys(subpath${index}).length,`)
  return [...imports, '', 'export const subpaths = {', ...counts, '}', ''].join('\n')
}

/** What a subpath such as `./venues/*` stands for: a file of the source folder each. */
function filesOf(name, path) {
  const folder = path.slice(2, -2)
  const files = readdirSync(join(ROOT, 'packages', name, 'src', folder))
  return files.filter((file) => file.endsWith('.ts')).map((file) => `./${folder}/${file.slice(0, -3)}`)
}
