import { demand } from '../errors/index.js'
import type { BarColumns, ColumnChunk, Instrument, RecordedTape, TradeColumns } from '../market/index.js'
import { TimeBarBuilder } from '../bars/time-bar-builder.js'
import { StreamReader } from '../replay/index.js'
import type { DataNeeds } from '../strategy/index.js'
import { yieldToHost } from '../time/index.js'
import type { Assembly } from './assemble.js'
import type { BarFeed } from './bar-feed.js'
import type { BarLane } from './bar-lane.js'
import type { LiveRows } from './live-rows.js'
import type { MatchedData } from './match-data.js'
import type { TradeFeed } from './trade-feed.js'
import type { TradeLane } from './trade-lane.js'

/** History of one need of one instrument. */
export interface NeedHistory {
  readonly need: string
  readonly stream: RecordedTape
}

/** Finds what history belongs to, and says what cannot be. */
export function matchHistory(
  owner: string,
  needs: DataNeeds,
  instruments: readonly Instrument[],
  history: Readonly<Record<string, RecordedTape | readonly RecordedTape[]>>,
): readonly NeedHistory[] {
  return Object.entries(history).flatMap(([name, streams]) => {
    const need = needs[name]
    const parameter = `history.${name}`
    demand(
      need?.kind === 'bars' || need?.kind === 'trades',
      owner,
      parameter,
      streams,
      `one of the strategy's needs: ${Object.keys(needs).join(', ')}`,
    )
    const found = [streams].flat() as readonly RecordedTape[]
    for (const stream of found) {
      const { id } = stream.instrument
      const isTraded = instruments.some((one) => one.id === id)
      demand(isTraded, owner, parameter, id, `of ${instruments.map((one) => one.id).join(', ')}`)
      const isOnce = found.filter((one) => one.instrument.id === id).length === 1
      demand(isOnce, owner, parameter, id, 'one stream an instrument')
      const fits = stream.kind === 'trades' || (need.kind === 'bars' && need.timeframe === stream.timeframe)
      const what = stream.kind === 'bars' ? `bars of ${stream.timeframe}` : stream.kind
      const expected = need.kind === 'bars' ? `bars of ${need.timeframe}, or trades` : 'trades'
      demand(fits, owner, parameter, what, expected)
    }
    return found.map((stream) => ({ need: name, stream }))
  })
}

/**
 * Reads one history into the indicators of its need: no handler is called, no order met, no price marked. From then on its
 * live stream leaves out what the history had.
 */
export async function warmUp(
  { need, stream }: NeedHistory,
  data: MatchedData,
  assembly: Assembly,
  live: readonly LiveRows[],
  isOver: () => boolean,
): Promise<void> {
  const { id } = stream.instrument
  const at = data.streams.findIndex(({ instrument, needs }) => instrument.id === id && needs.includes(need))
  const lane = assembly.lanes[at] as BarLane | TradeLane
  const rows = live[at] as LiveRows
  // Histories are of bars and prints, and so are the needs that they serve.
  const feed = assembly.graphs.find((one) => one.instrumentId === id && one.need === need)!.feed as BarFeed | TradeFeed
  const builder = builderOf(lane, feed, stream)
  const reader = new StreamReader<ColumnChunk>(stream as never)
  try {
    for (let block = await reader.next(); block !== null && !isOver(); block = await reader.next()) {
      if (isBarFeed(feed) && block.kind === 'trades') buildBars(block, builder as TimeBarBuilder, feed)
      else takeBlock(block, feed)
      leaveSeam(block, lane, rows, builder)
      await yieldToHost()
    }
  } finally {
    await reader.close()
  }
  if (!isBarLane(lane)) lane.warmUp(() => undefined)
}

/** What builds the need's bars from live prints, or would, where only its history consists of prints. */
function builderOf(lane: BarLane | TradeLane, feed: BarFeed | TradeFeed, stream: RecordedTape): TimeBarBuilder | null {
  let builder: TimeBarBuilder | null = null
  if (isBarLane(lane)) {
    const { timeframe } = lane
    return stream.kind === 'trades' ? new TimeBarBuilder(timeframe) : null
  }
  lane.warmUp(({ built }) => (builder = built.find((one) => one.feed === feed)?.builder ?? null))
  return builder
}

function takeBlock(block: ColumnChunk, feed: BarFeed | TradeFeed): void {
  if (block.length === 0) return
  feed.bind(block as BarColumns & TradeColumns)
  feed.cursor.row = block.length - 1
}

function buildBars(block: TradeColumns, builder: TimeBarBuilder, feed: BarFeed): void {
  const { ts, price, size, length } = block
  const key = block.tsRecv ?? ts
  for (let row = 0; row < length; row++) {
    if (builder.isDue(key[row]!) || builder.isDue(ts[row]!)) {
      feed.append(builder)
      builder.finish()
    }
    if (!builder.isLate(ts[row]!, key[row]!)) builder.add(ts[row]!, price[row]!, size[row]!)
  }
}

/** Where live events begin: behind the last print, or behind the last bar that was whole. */
function leaveSeam(
  block: ColumnChunk,
  lane: BarLane | TradeLane,
  rows: LiveRows,
  builder: TimeBarBuilder | null,
): void {
  const last = block.length - 1
  if (last < 0) return
  if (isBarLane(lane)) {
    const end = block.kind === 'bars' ? block.closeTime[last]! : builder!.openTime
    rows.historyTs = Math.max(rows.historyTs, end)
  } else if (block.kind === 'bars') {
    // Prints of bars that history has are too late for any bar, as they would be after a bar was closed.
    builder!.openTime = block.closeTime[last]!
  } else rows.historyTs = Math.max(rows.historyTs, ...block.ts.subarray(last))
}

// By what they have, not by their classes: these are loaded with the engine, and not before.
function isBarLane(lane: BarLane | TradeLane): lane is BarLane {
  return 'floor' in lane
}

function isBarFeed(feed: BarFeed | TradeFeed): feed is BarFeed {
  return 'append' in feed
}
