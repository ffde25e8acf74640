import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { npm } from '../../scripts/package-managers.mjs'
import { runNode } from '../../scripts/run-command.mjs'
import { fingerprint } from '../../scripts/stamp.mjs'

test('arguments and folders with spaces and quotes arrive as they are, without a shell', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapeline command '))
  try {
    const args = ['two words', '$HOME', '"quoted"', '&&']
    const { stdout } = await runNode(['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args], {
      cwd: folder,
    })
    expect(JSON.parse(stdout)).toEqual(args)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a program that fails or hangs is told with its output', async () => {
  await expect(runNode(['-e', 'console.error("why"); process.exit(3)'])).rejects.toMatchObject({
    message: '-e ended with 3',
    output: expect.stringContaining('why'),
  })
  await expect(runNode(['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })).rejects.toThrow(
    'did not end within 0.3 s',
  )
})

test('npm is found beside Node, whoever started us', async () => {
  expect((await npm(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+/)
})

test('a fingerprint changes with a name or a byte, and with nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tapeline stamp '))
  try {
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'src', 'a.ts'), 'one')
    const first = fingerprint(folder, ['src', 'absent'])
    expect(fingerprint(folder, ['src'])).toBe(first)
    writeFileSync(join(folder, 'src', 'a.ts'), 'two')
    const second = fingerprint(folder, ['src'])
    writeFileSync(join(folder, 'src', 'b.ts'), 'two')
    expect(new Set([first, second, fingerprint(folder, ['src'])]).size).toBe(3)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
