/** @module-tag zone */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { csvBars } from '../../src/index.js'
import { AAPL, all, YAHOO } from './yahoo.js'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

describe('csvBars', () => {
  it('reads a Yahoo export: names, days of UTC, timeframe, both ends of each bar', async () => {
    const bars = await csvBars({ text: YAHOO }, { instrument: AAPL })
    const columns = await all(bars)
    expect([bars.kind, bars.timeframe, bars.rows, bars.priceAdjustment, bars.source]).toEqual([
      'bars',
      '1d',
      4,
      'unknown',
      'csv',
    ])
    expect([...columns.openTime].map((ts) => new Date(ts).toISOString())).toEqual(
      ['2013-05-13', '2013-05-14', '2013-05-15', '2013-05-16'].map((day) => `${day}T00:00:00.000Z`),
    )
    expect(columns.closeTime[0]).toBe(columns.openTime[1])
    expect([...columns.close]).toEqual([64.96286, 63.408573, 61.264286, 62.082859])
    expect([...columns.volume]).toEqual([79237200, 111779500, 185403400, 150801000])
  })

  it('adjusts for splits and dividends by the ratio of Adj Close to Close, and says so', async () => {
    const bars = await csvBars({ text: YAHOO }, { instrument: AAPL, adjust: 'adjClose' })
    const columns = await all(bars)
    expect(bars.priceAdjustment).toBe('splits_and_dividends')
    expect([...columns.close]).toEqual([50.961628, 49.742329, 48.060188, 48.702377])
    expect(columns.open[0]).toBeCloseTo((64.501427 * 50.961628) / 64.96286, 12)
    expect(columns.high[0]).toBeCloseTo((65.414284 * 50.961628) / 64.96286, 12)
    for (let i = 0; i < columns.length; i++)
      expect(columns.low[i]).toBeLessThanOrEqual(Math.min(columns.open[i] ?? 0, columns.close[i] ?? 0))
  })

  it('starts anew on each pass and gives the same bytes', async () => {
    const bars = await csvBars({ text: YAHOO }, { instrument: AAPL })
    expect(await all(bars)).toEqual(await all(bars))
  })

  it.each([
    [
      'semicolons, CRLF, a byte order mark, no last line break',
      '\ufeff' + YAHOO.replaceAll(',', ';').replaceAll('\n', '\r\n').trimEnd(),
    ],
    ['tabs and several empty last lines', YAHOO.replaceAll(',', '\t') + '\n\n  \n'],
    ['quotes around everything', YAHOO.replace(/[^,\n]+/g, '"$&"')],
    ['quotes and CRLF', YAHOO.replace(/[^,\n]+/g, '"$&"').replaceAll('\n', '\r\n')],
    ['blanks around fields', YAHOO.replaceAll(',', ' , ')],
  ])('reads %s', async (_: string, text: string) => {
    const plain = await all(await csvBars({ text: YAHOO }, { instrument: AAPL }))
    expect(await all(await csvBars({ text }, { instrument: AAPL }))).toEqual(plain)
  })

  it('reads the same however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(YAHOO.replace(/[^,\n]+/g, '"$&"').replaceAll('\n', '\r\n'))
    const plain = await all(await csvBars({ text: YAHOO }, { instrument: AAPL }))
    for (const size of [1, 2, 3, 7, 50]) {
      const source = async function* (): AsyncGenerator<Uint8Array> {
        for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
      }
      expect(await all(await csvBars(source, { instrument: AAPL }))).toEqual(plain)
    }
  })

  it('closes a source that is left in the middle', async () => {
    let open = 0
    const source = async function* (): AsyncGenerator<Uint8Array> {
      open++
      try {
        yield new TextEncoder().encode('t,o,h,l,c\n')
        for (let ts = 1599609600000; ; ts += 60_000_000) {
          yield new TextEncoder().encode(
            Array.from({ length: 1_000 }, (_, i) => `${ts + i * 60_000},1,1,1,1\n`).join(''),
          )
        }
      } finally {
        open--
      }
    }
    for await (const chunk of (await csvBars(source, { instrument: AAPL })).chunks()) {
      expect(chunk.length).toBe(65_536)
      break
    }
    expect(open).toBe(0)
  })

  it('D9: sorts on request and warns with the line', async () => {
    const [header, ...rows] = YAHOO.trimEnd().split('\n')
    const bars = await csvBars({ text: [header, ...rows.reverse()].join('\n') }, { instrument: AAPL, sort: true })
    expect((await all(bars)).openTime).toEqual(
      (await all(await csvBars({ text: YAHOO }, { instrument: AAPL }))).openTime,
    )
    expect(bars.warnings).toEqual([expect.objectContaining({ code: 'unsortedRows', count: 3, first: 3, unit: 'line' })])
  })

  it('D9: keeps the last of duplicate bars on request and warns, also unsorted', async () => {
    const text = `${YAHOO}2013-05-14,1,2,1,2,2,7\n`
    const bars = await csvBars({ text }, { instrument: AAPL, sort: true, duplicates: 'last' })
    const columns = await all(bars)
    expect([...columns.volume]).toEqual([79237200, 7, 185403400, 150801000])
    expect(bars.warnings.map(({ code, count, first }) => [code, count, first])).toEqual([
      ['unsortedRows', 1, 6],
      ['duplicateTimes', 1, 6],
    ])
  })

  it.each([
    ['seconds', '1599609600', '1599609660'],
    ['milliseconds', '1599609600000', '1599609660000'],
    ['microseconds', '1599609600000000', '1599609660000000'],
    ['nanoseconds', '1599609600000000000', '1599609660000000000'],
    ['zones', '2020-09-09T00:00:00Z', '2020-09-09T02:01+02:00'],
    ['blanks for T', '2020-09-09 00:00:00.000000 UTC', '2020-09-08 19:01:00-0500'],
  ])('D7: recognises times in %s', async (_: string, first: string, second: string) => {
    const bars = await csvBars(
      { text: `Timestamp,O,H,L,C\n${first},1,1,1,1\n${second},1,1,1,1\n` },
      { instrument: AAPL },
    )
    const columns = await all(bars)
    expect([...columns.openTime]).toEqual([1599609600000, 1599609660000])
    expect(bars.timeframe).toBe('1m')
    expect(bars.warnings).toContainEqual(expect.objectContaining({ code: 'noVolume' }))
  })

  it('reads fractions of seconds without noise', async () => {
    const columns = await all(
      await csvBars({ text: 't,o,h,l,c\n1599609600.123,1,1,1,1\n1599609601.123,1,1,1,1\n' }, { instrument: AAPL }),
    )
    expect([...columns.openTime]).toEqual([1599609600123, 1599609601123])
  })

  it("reads MetaTrader's export: date and time in two columns, the server's zone given", async () => {
    const text =
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.01.31\t09:00:00\t1\t2\t1\t2\t10\t0\t3\n2024.01.31\t10:00:00\t1\t2\t1\t2\t10\t0\t3\n'
    const bars = await csvBars({ text }, { instrument: AAPL, timeZone: '+02:00', columns: { volume: '<TICKVOL>' } })
    const columns = await all(bars)
    expect([...columns.openTime]).toEqual([Date.UTC(2024, 0, 31, 7), Date.UTC(2024, 0, 31, 8)])
    expect([bars.timeframe, columns.volume[0]]).toEqual(['1h', 10])
  })

  it('reads a file without a header by position', async () => {
    const text =
      '1599609600000,74.73,74.76,74.70,74.75,5.5,1599609659999\n1599609660000,74.69,74.76,74.69,74.76,21.9,1599609719999\n'
    const options = {
      instrument: AAPL,
      header: false,
      columns: { time: 0, open: 1, high: 2, low: 3, close: 4, volume: 5 },
    }
    expect([...(await all(await csvBars({ text }, options))).close]).toEqual([74.75, 74.76])
    await expect(csvBars({ text }, { instrument: AAPL, header: false })).rejects.toMatchObject({
      code: 'BAD_PARAMETER',
    })
  })

  it('takes a stamp at the end of the bar for what it is, months included', async () => {
    const close = await all(await csvBars({ text: YAHOO }, { instrument: AAPL, stamp: 'close' }))
    expect([close.openTime[0], close.closeTime[0]]).toEqual([Date.UTC(2013, 4, 12), Date.UTC(2013, 4, 13)])
    const text = 'Date,o,h,l,c,v\n2024-01-01,1,1,1,1,1\n2024-02-01,1,1,1,1,1\n2024-03-01,1,1,1,1,1\n'
    const months = await csvBars({ text }, { instrument: AAPL })
    expect([months.timeframe, [...(await all(months)).closeTime]]).toEqual([
      '1M',
      [Date.UTC(2024, 1), Date.UTC(2024, 2), Date.UTC(2024, 3)],
    ])
  })

  it('streams chunks of 65,536 rows and knows a short file by its rows', async () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => `${1599609600000 + i * 1000},1,2,1,2,${i}`)
    const bars = await csvBars({ text: `t,o,h,l,c,v\n${rows.join('\n')}` }, { instrument: AAPL })
    const lengths: number[] = []
    let sum = 0
    for await (const chunk of bars.chunks()) {
      lengths.push(chunk.length)
      sum += chunk.volume.reduce((a, b) => a + b, 0)
    }
    expect(lengths).toEqual([65_536, 65_536, 18_928])
    expect(sum).toBe((149_999 * 150_000) / 2)
    expect([bars.rows, bars.timeframe]).toEqual([null, '1s'])
  })

  describe.skipIf(!existsSync(SHARED))('on real files (the shared test data are absent: skipped)', () => {
    it.each(['btcusdt-1m', 'compare-daily', 'dashusdt-1m', 'msft-daily', 'spy-10s', 'spy-daily'])(
      'reads %s as plain parsing does',
      async (file: string) => {
        const path = `${SHARED}/golden/market/${file}.csv.gz`
        const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n').slice(1)
        const bars = await csvBars(path, { instrument: AAPL, timeUnit: 'ms' })
        const columns = await all(bars)
        expect(bars.source).toBe(`${file}.csv.gz`)
        for (const [i, line] of lines.entries()) {
          const { openTime, open, high, low, close, volume } = columns
          expect([openTime[i], open[i], high[i], low[i], close[i], volume[i]]).toEqual(line.split(',').map(Number))
        }
        expect(columns.length).toBe(lines.length)
      },
    )
  })
})
