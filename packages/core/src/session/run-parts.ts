import type { VenueModel } from '../simulator/index.js'
import type * as depth from './depth-parts.js'
import type { MatchedData } from './match-data.js'
import type * as trades from './trade-parts.js'

/** What runs on quotes and books need beside the engine. */
export type DepthParts = typeof depth
/** What runs on prints need beside it. */
export type TradeParts = typeof trades

/** What a run needs beside the engine for the data that it is made of. */
export interface RunParts {
  readonly depth: DepthParts | null
  readonly trades: TradeParts | null
}

/** Loads it: bars alone need nothing, other kinds of data have an engine room each. */
export async function loadParts({
  data,
  venue,
}: {
  readonly data: MatchedData
  readonly venue?: VenueModel | undefined
}): Promise<RunParts> {
  const kinds = new Set(data.streams.map(({ stream }) => stream.kind))
  const hasTrades = kinds.delete('trades')
  kinds.delete('bars')
  const [depth, trades] = await Promise.all([
    kinds.size > 0 || venue?.needsDepth === true ? import('./depth-parts.js') : null,
    hasTrades ? import('./trade-parts.js') : null,
  ])
  return { depth, trades }
}
