import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runExample } from './run-example.mjs'

/** Weekdays of a quiet market; line 1 is the header. */
function bars(rows) {
  const lines = ['Date,Open,High,Low,Close,Volume']
  for (let i = 0; i < rows; i++) {
    const day = new Date(Date.UTC(2020, 0, 6) + (Math.floor(i / 5) * 7 + (i % 5)) * 86_400_000)
      .toISOString()
      .slice(0, 10)
    const close = 100 + 20 * Math.sin(i / 40) + (i % 7) / 10
    lines.push(
      [
        day,
        (close + 0.3).toFixed(2),
        (close + 2).toFixed(2),
        (close - 2).toFixed(2),
        close.toFixed(2),
        1_000 + i,
      ].join(),
    )
  }
  return lines
}

describe('npm start', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'start with spaces '))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const startOn = async (name, lines) => {
    const file = path.join(folder, name)
    await writeFile(file, lines.join('\n'))
    return runExample('start.mjs', [file, '--out', path.join(folder, 'out')], folder)
  }

  it('runs the whole tour: AAPL with a tear sheet, then the pump detector', async () => {
    const { code, stdout, stderr } = await runExample('start.mjs', ['--ticks', '300000'], folder)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/ema-cross +█+ +100 %/)
    expect(stdout).toMatch(/Sharpe ratio +ratio +-?\d+\.\d\d +-?\d+\.\d\d\n/)
    expect(stdout).toContain('What the figures mean')
    expect(stdout).toMatch(/precision +\d+\.\d %/)
    expect(stdout).toMatch(/recall +\d+\.\d %/)
    expect(stdout.match(/Digest +[0-9a-f]{32}/g)).toHaveLength(2)
    expect(await readFile(path.join(folder, 'out', 'AAPL-ema-cross.html'), 'utf8')).toContain('<svg')
  })

  it('gives the same digests again', async () => {
    const digests = async () =>
      (await runExample('start.mjs', ['--ticks', '100000'], folder)).stdout.match(/Digest +[0-9a-f]{32}/g)
    expect(await digests()).toEqual(await digests())
  })

  it("runs on the user's own bars, with no warning where there is no reason", async () => {
    const { code, stdout, stderr } = await startOn('my bars.csv', bars(400))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toContain('Warning')
    expect(stdout).toContain('A trend strategy on my-bars: 400 bars of 1d, traded on weekdays, so a year has 252 days')
    expect(await readFile(path.join(folder, 'out', 'my-bars-ema-cross.html'), 'utf8')).toContain('<svg')
  })

  it('A2: stops at a malformed file with line, column and what was expected', async () => {
    const lines = bars(400)
    lines[17] = lines[17].replace(/,[^,]+(,[^,]+)$/, ',abc$1')
    const { code, stdout, stderr } = await startOn('malformed.csv', lines)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      /^\nmalformed\.csv, line 18, column 5 \(Close\), character \d+: was "abc", expected a price: a finite number above 0\.\n$/,
    )
  })

  it('A1: stops at a file that is not there', async () => {
    const { code, stderr } = await runExample('start.mjs', [path.join(folder, 'nowhere.csv')], folder)
    expect(code).toBe(1)
    expect(stderr).toMatch(/nowhere\.csv could not be read: ENOENT/)
    expect(stderr).not.toMatch(/\n +at /)
  })

  it('D9: warns of unsorted rows, duplicates, gaps and opens that equal the close before, and runs', async () => {
    const lines = bars(400)
    for (let i = 2; i < lines.length; i++) {
      const fields = lines[i].split(',')
      fields[1] = lines[i - 1].split(',')[4]
      lines[i] = fields.join()
    }
    lines.splice(100, 20)
    lines.push(lines[50], lines[51])
    const { code, stdout, stderr } = await startOn('suspicious.csv', lines)
    expect([code, stderr]).toEqual([0, ''])
    for (const reason of [
      /older than the row before/,
      /with the time of the row before/,
      /after a gap/,
      /open equal to the close before/,
    ]) {
      expect(stdout).toMatch(new RegExp(`Warning: [^\\n]*${reason.source}`))
    }
  })

  it('says how it is used when asked, and when misused', async () => {
    expect((await runExample('start.mjs', ['--help'])).stdout).toContain('npm start -- bars.csv')
    const { code, stderr } = await runExample('start.mjs', ['--nonsense'])
    expect(code).toBe(1)
    expect(stderr).toContain('--nonsense')
  })
})
