export { replay, type DueTimers, type Lane } from './replay.js'
export { BLOCK_ROWS, StreamReader, type InputDigest } from './stream-reader.js'
