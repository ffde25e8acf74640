/**
 * Where market events come from: the seam between history and live, and the last event of each instrument.
 *
 * @module
 */
export { Conflator, type ConflateOptions } from './conflator.js'
export type { Emit, SeamCounts } from './seam.js'
export { SeamMerge, type SeamMergeCounts, type SeamOptions } from './seam-merge.js'
