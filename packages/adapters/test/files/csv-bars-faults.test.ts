import { gzipSync } from 'node:zlib'
import type { BarColumns } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import { csvBars, type CsvBarsOptions } from '../../src/index.js'
import { AAPL, all, YAHOO } from './yahoo.js'

describe('csvBars on bad input', () => {
  const FAULTS: readonly (readonly [string, string, Partial<CsvBarsOptions>, RegExp])[] = [
    ['A1: an empty file', '', {}, /line 1, character 1: was "", expected a header line/],
    ['A1: a header alone', 'Date,Open,High,Low,Close\n', {}, /fewer than two bars/],
    ['A1: a web page', '<!DOCTYPE html>\n<html>', {}, /This is a web page/],
    ['A1: JSON', '{"chart":{"result":null}}\n', {}, /This is JSON/],
    ['A1: binary data', 'PK\u0003\u0004\u0000', {}, /a zip archive/],
    [
      'A1: a quote that is never closed',
      `${YAHOO}"2013-05-17,1,1,1,1,1,1\n`,
      {},
      /line 6, column 1, character 2.*closing quote/,
    ],
    [
      'A1: text after a closing quote',
      YAHOO.replace('64.501427', '"64.5"0'),
      {},
      /line 2, column 2, character 18.*was "0,65.*after a closing quote/,
    ],
    ['A1: a line without end', `${YAHOO}${'9'.repeat(70_000)}`, {}, /at most 65536 bytes/],
    [
      'A2: a word for a price',
      YAHOO.replace('63.000000', 'n/a'),
      {},
      /csv, line 4, column 3 \(High\), character 22: was "n\/a", expected a price/,
    ],
    ['A2: nothing for a price', YAHOO.replace('63.000000', ''), {}, /line 4, column 3 \(High\), character 22: was ""/],
    ['A2: null', YAHOO.replace('64.501427', 'null'), {}, /was "null"/],
    ['A2: hexadecimal', YAHOO.replace('64.501427', '0x40'), {}, /was "0x40"/],
    [
      'A2: a price of 1e400',
      YAHOO.replace('65.414284', '1e400'),
      {},
      /was "1e400", expected a price: a finite number above 0/,
    ],
    ['A2: NaN', YAHOO.replace('64.501427', 'NaN'), {}, /was "NaN"/],
    ['A2: a negative price', YAHOO.replace('64.501427', '-64.5'), {}, /was "-64.5"/],
    ['A2: a price of zero', YAHOO.replace('64.501427', '0.0'), {}, /was "0.0"/],
    ['A2: a negative volume', YAHOO.replace('79237200', '-1'), {}, /column 7 \(Volume\).*a volume/],
    [
      'A2: a decimal comma',
      YAHOO.replaceAll(',', ';').replace('64.501427', '64,501427'),
      {},
      /Decimal commas are not read/,
    ],
    ['A2: thousands separators', YAHOO.replace('79237200', '"79,237,200"'), {}, /Thousands separators are not read/],
    [
      'A2: a high below the low',
      YAHOO.replace('65.414284', '64.4'),
      {},
      /line 2, column 3 \(High\).*a high of at least the low \(64.5\)/,
    ],
    ['A2: a high below the close', YAHOO.replace('65.414284', '64.9'), {}, /at least the open and close \(64.96286\)/],
    ['A2: a low above the open', YAHOO.replace('64.500000', '64.6'), {}, /a low of at most the open and close/],
    [
      'A3: a missing field',
      YAHOO.replace(',79237200', ''),
      {},
      /line 2, column 6 \(Adj Close\), character 61: was "6 fields", expected 7, as in the header/,
    ],
    [
      'A3: an extra field',
      YAHOO.replace(',79237200', ',79237200,1'),
      {},
      /line 2, column 8, character 71: was "8 fields", expected 7/,
    ],
    ['A3: a missing column', YAHOO.replace('High', 'Hoch'), {}, /a column for high \(high, h, /],
    [
      'A3: a column twice',
      YAHOO.replace('High', 'open'),
      {},
      /line 1, column 3 \(open\), character 11.*a name that no other column has/,
    ],
    [
      'A3: two columns for one thing',
      YAHOO.replace('Adj Close', 'c'),
      {},
      /"Close" and "c" both could be it. Choose: columns: \{ close: 'Close' \}/,
    ],
    ['A3: no header', YAHOO.slice(YAHOO.indexOf('\n') + 1), {}, /header: false/],
    [
      'A3: adjusted prices asked for where there are none',
      YAHOO.replace('Adj Close', 'x'),
      { adjust: 'adjClose' },
      /a column for adjClose/,
    ],
    [
      'A3: an empty line between rows',
      YAHOO.replace('2013-05-15', '\n2013-05-15'),
      {},
      /line 4, character 1: was "", expected a row of data/,
    ],
    [
      'D7: a date that does not exist',
      YAHOO.replace('2013-05-14', '2013-02-29'),
      {},
      /line 3, column 1 \(Date\).*a day that exists/,
    ],
    ['D7: an ambiguous date', YAHOO.replace('2013-05-13', '05/13/2013'), {}, /an ISO 8601 date/],
    [
      'D7: a date-time without zone',
      YAHOO.replaceAll(/(2013-05-..)/g, '$1 16:00:00'),
      {},
      /a time with its zone.*timeZone: 'UTC'/,
    ],
    [
      'D7: microseconds among milliseconds',
      't,o,h,l,c\n1599609600000,1,1,1,1\n1599609660000000,1,1,1,1\n',
      {},
      /line 3, column 1 \(t\).*a count in ms as in the rows before, not a count in us/,
    ],
    [
      'D7: a count outside 2000 to 2100',
      't,o,h,l,c\n631238400000,1,1,1,1\n',
      {},
      /falls in the years 2000 to 2100.*timeUnit: 'ms'/,
    ],
    [
      'D7: a unit that does not fit',
      't,o,h,l,c\n1599609600000,1,1,1,1\n',
      { timeUnit: 's' },
      /a time in s from 1900 to 2100/,
    ],
    [
      'D9: unsorted rows',
      YAHOO.replace('2013-05-14', '2013-05-20'),
      {},
      /line 4, character 1: was "2013-05-15.*sort: true/,
    ],
    [
      'D9: rows of the same time',
      YAHOO.replace('2013-05-14', '2013-05-13'),
      { timeframe: '1d' },
      /line 3.*no other bar has.*duplicates: 'last'/,
    ],
  ]

  it.each(FAULTS)(
    '%s is a typed error that says where',
    async (_: string, text: string, options: Partial<CsvBarsOptions>, message: RegExp) => {
      const reading = async (): Promise<unknown> => all(await csvBars({ text }, { instrument: AAPL, ...options }))
      await expect(reading()).rejects.toThrow(message)
      await expect(reading()).rejects.toMatchObject({ code: expect.stringMatching(/^(BAD_CSV|TIMEFRAME_UNKNOWN)$/) })
    },
  )

  it('A1: a damaged gzip file and a missing file are typed errors', async () => {
    await expect(
      csvBars(Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9), { instrument: AAPL }),
    ).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
    await expect(csvBars('no/such/file.csv', { instrument: AAPL })).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
    await expect(csvBars(17 as never, { instrument: AAPL })).rejects.toMatchObject({ code: 'BAD_SOURCE' })
  })

  it('A1: refuses a gzip file that was cut off or is followed by rubbish, and reads one of several members', async () => {
    const read = async (bytes: Uint8Array): Promise<BarColumns> => all(await csvBars(bytes, { instrument: AAPL }))
    const packed = gzipSync(YAHOO)
    await expect(read(packed.subarray(0, -4))).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
    await expect(read(Buffer.concat([packed, Buffer.from('rubbish')]))).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
    })
    expect(await read(Buffer.concat([gzipSync(YAHOO.slice(0, 99)), gzipSync(YAHOO.slice(99))]))).toEqual(
      await read(packed),
    )
  })
})
