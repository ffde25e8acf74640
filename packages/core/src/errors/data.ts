import { show } from './parameter.js'
import { TapelineError } from './tapeline-error.js'

/** Where a recorded row is wrong, and what would have been right; the `details` of `BAD_DATA`. */
export interface DataFault {
  /** Canonical name of the stream, see `streamKey`. */
  readonly stream: string
  /** 0-based row within the stream. */
  readonly row: number
  /** Name of the column, such as `close` or `ts`. */
  readonly column: string
  /** What stands there. */
  readonly value: unknown
  /** What would be accepted, in words, numbers included. */
  readonly expected: string
}

/** A recorded row that cannot be true (NaN price, time running backwards): names stream, row, column, value. */
export function badData(fault: DataFault): TapelineError {
  return new TapelineError(
    `${fault.stream}, row ${fault.row}: ${fault.column} was ${show(fault.value)}, expected ${fault.expected}.`,
    {
      code: 'BAD_DATA',
      details: { ...fault },
    },
  )
}
