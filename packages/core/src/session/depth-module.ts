import type * as parts from './depth-parts.js'

/** What runs on quotes and books need beside the engine; loaded with the first of them. */
export type DepthParts = typeof parts
