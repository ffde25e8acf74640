import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { secretsIn } from './secrets.js'
import { trackedFiles } from './tracked-files.js'

const ALPHABET = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', '0123456789'].join('')

function randomText(length: number, alphabet: string = ALPHABET): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

test('R269: no key, token or password lies in the tree', () => {
  const files = trackedFiles()
  expect(files.map(({ path }) => path)).toContain('package.json')
  expect(secretsIn(files)).toEqual([])
})

test('R269: a key that is planted in a file is found, whatever its kind', () => {
  // Made at run time: keys written here would be found by the test above.
  const planted = [
    `-----BEGIN ${'RSA'} PRIVATE KEY-----`,
    `aws = AKIA${randomText(16, 'ABCDEFGHIJKLMNOP234567')}`,
    `token: gh${'p'}_${randomText(36)}`,
    `//registry/:_authToken=npm${'_'}${randomText(36)}`,
    `hook = xox${'b'}-${randomText(24)}`,
    `bot = 123456789:${randomText(35)}`,
    `jwt = ey${'J'}${randomText(20)}.ey${'J'}${randomText(30)}.${randomText(30)}`,
    `url = postgres${':'}//tape:${randomText(12)}@db/tape`,
    `{ "apiKey": "${randomText(20)}7" }`,
    `const binance = '${randomText(60)}aB12'`,
  ]
  const folder = mkdtempSync(join(tmpdir(), 'tapeline secrets '))
  try {
    const file = join(folder, 'planted.txt')
    writeFileSync(file, planted.join('\n'))
    expect(secretsIn([{ path: 'planted.txt', text: readFileSync(file, 'utf8') }])).toHaveLength(planted.length)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('names, hex digests and lines that say why pass', () => {
  const text = [
    'const averageTrueRangePercentageOfClosePrice = 14',
    `sha256: ${'0123456789abcdef'.repeat(4)}`,
    `key = '${randomText(60)}aB12' // not a secret: made for this test`,
  ]
  expect(secretsIn([{ path: 'x.ts', text: text.join('\n') }])).toEqual([])
})
