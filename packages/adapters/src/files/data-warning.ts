/** What may be wrong with data that is well-formed: worth a look before a figure is believed. */
export interface DataWarning {
  /** Stable name of the oddity. */
  readonly code:
    | 'opensEqualPreviousClose'
    | 'unusualGaps'
    | 'overlappingBars'
    | 'duplicateTimes'
    | 'unsortedRows'
    | 'flatBars'
    | 'zeroVolume'
    | 'noVolume'
    | 'outliers'
    | 'noSide'
  /** How many rows it concerns. */
  readonly count: number
  /** The first of them: a line of the file (1-based, header included) or a row of the columns (0-based). */
  readonly first: number
  /** What `first` counts. */
  readonly unit: 'line' | 'row'
  /** The whole in a sentence, numbers included. */
  readonly message: string
}
