/**
 * Where market events come from: the seam between history and live.
 *
 * @module
 */
export type { Emit, SeamCounts } from './seam.js'
export { SEAM_OPTIONS, SeamMerge, type SeamMergeCounts, type SeamOptions } from './seam-merge.js'
