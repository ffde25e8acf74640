export type { DueTimers, Lane } from './lane.js'
export { replay } from './replay.js'
export { BLOCK_ROWS, StreamReader, type InputDigest } from './stream-reader.js'
