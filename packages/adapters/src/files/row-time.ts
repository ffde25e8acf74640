import { badField } from './csv-reader.js'
import type { CsvScanner } from './csv-scanner.js'
import type { CsvTime } from './csv-time.js'

/** How vendors call the time of a row. A file with both `Date` and `Time` has them in two fields. */
export const TIME_NAMES: { readonly time: readonly string[]; readonly clock: readonly string[] } = {
  time: [
    'time',
    'timestamp',
    'date',
    'datetime',
    'ts',
    't',
    'opentime',
    'timeopen',
    'openat',
    'gmttime',
    'unix',
    'unixtime',
    'unixtimestamp',
    'tradetime',
    'transacttime',
    'executedat',
  ],
  clock: ['clock', 'timeofday'],
}

/** The time of the current record in UTC epoch ms; `clock` is a field with the time of day, or -1. */
export function readRowTime(
  scanner: CsvScanner,
  time: CsvTime,
  field: number,
  clock: number,
  names: readonly string[],
): number {
  const reading =
    clock < 0
      ? time.readBytes(scanner.bytes, scanner.starts[field] as number, scanner.ends[field] as number)
      : time.read(`${scanner.text(field)} ${scanner.text(clock)}`)
  if (typeof reading === 'number') return reading
  throw badField(scanner, field, names[field], reading.expected, reading.hint)
}
