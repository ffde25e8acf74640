export { replay, type Lane, type ReplayHooks } from './replay.js'
export { BLOCK_ROWS, StreamReader, type InputDigest } from './stream-reader.js'
