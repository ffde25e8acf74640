import { expect, test } from 'vitest'
import { trackedFiles } from './tracked-files.js'
import { lockfileAddresses, longFiles, machinePaths, MOST_LINES } from './tree-rules.js'

const tree = trackedFiles()

test('no source file is longer than one idea', () => {
  expect(longFiles(tree)).toEqual([])
})

test('the lockfile names no download address', () => {
  expect(tree.map(({ path }) => path)).toContain('pnpm-lock.yaml')
  expect(lockfileAddresses(tree)).toEqual([])
})

test('no file names a path of one machine', () => {
  expect(machinePaths(tree)).toEqual([])
})

test('a file with a line too many is rejected', () => {
  const text = 'x\n'.repeat(MOST_LINES)
  expect(longFiles([{ path: 'a.ts', text }])).toEqual([])
  expect(longFiles([{ path: 'a.ts', text: `${text}x` }])).toHaveLength(1)
})

test('a tarball address in the lockfile is rejected', () => {
  const lines = [
    '    resolution: {integrity: sha512-abc, tarball: https://example.org/x.tgz}',
    '    deprecated: see https://example.org',
  ]
  expect(lockfileAddresses([{ path: 'pnpm-lock.yaml', text: lines.join('\n') }])).toHaveLength(1)
})

test('paths of one machine are rejected, usual places of a system are not', () => {
  const bad = [`open('/${'home'}/ann/data.csv')`, `cd /${'Users'}/ann`, `C:${'\\'}Users\\ann`]
  const good = ['/usr/bin/chromium', 'https://example.org/work/x', 'packages/home/x.ts']
  expect(machinePaths([{ path: 'x.md', text: [...bad, ...good].join('\n') }])).toHaveLength(3)
})
