export type { BlockPlace, CheckRows, RowOrder } from './check-rows.js'
export { replay, type DueTimers, type Lane } from './replay.js'
export { BLOCK_ROWS, StreamReader, type InputDigest } from './stream-reader.js'
