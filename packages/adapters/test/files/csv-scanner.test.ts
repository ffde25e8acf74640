import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvScanner } from '../../src/files/csv-scanner.js'

describe('CsvScanner', () => {
  it('gives back any table of text, quoted or not, LF or CRLF, however it is cut', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '1', '.', ',', '"', '\n', '\r', ' '), maxLength: 6 })
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (rows, lineBreak, lastBreak, cut) => {
          const text = rows.map((row) => row.map(quote).join(',')).join(lineBreak) + (lastBreak ? lineBreak : '')
          expect(scan(text, cut)).toEqual(rows.map((row) => row.map((value) => value.trim())))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('counts lines by line breaks, also those within quotes', () => {
    const scanner = new CsvScanner('x', 65_536)
    scanner.push(new TextEncoder().encode('a,"b\nc"\nd,e\n'))
    scanner.finish()
    const lines: number[] = []
    while (scanner.next()) lines.push(scanner.line)
    expect(lines).toEqual([1, 3])
  })
})

function quote(value: string): string {
  return /^[a1.é ]*$/.test(value) && value !== '' ? value : `"${value.replaceAll('"', '""')}"`
}

function scan(text: string, cut: number): string[][] {
  const bytes = new TextEncoder().encode(text)
  const scanner = new CsvScanner('x', 65_536)
  const rows: string[][] = []
  const drain = (): void => {
    while (scanner.next()) rows.push(Array.from({ length: scanner.fields }, (_, field) => scanner.text(field)))
  }
  for (let i = 0; i < bytes.length; i += cut) {
    scanner.push(bytes.subarray(i, i + cut))
    drain()
  }
  scanner.finish()
  drain()
  return rows
}
