import { demand } from '../errors/index.js'
import type { DepthIntake } from '../simulator/index.js'
import type { BookView } from '../strategy/book-view.js'
import type { DataNeed, Gate } from '../strategy/index.js'
import type { QuoteView } from '../strategy/quote-view.js'
import { BookFeed } from './book-feed.js'
import { BookLane } from './book-lane.js'
import { BookOrderLane } from './book-order-lane.js'
import type { InstrumentRun } from './instrument-run.js'
import type { MatchedStream } from './match-data.js'
import { QuoteFeed } from './quote-feed.js'
import { QuoteLane } from './quote-lane.js'
import type { MatchingSuspension } from './result.js'
import type { TradedInstrument } from './run-core.js'
import type { StrategyRunner } from './strategy-runner.js'

export type DepthFeed = QuoteFeed | BookFeed
export type DepthLane = QuoteLane | BookLane | BookOrderLane

interface LaneParts {
  readonly matched: MatchedStream
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  readonly served: readonly unknown[]
  /** Is it the finest stream that the venue looks at? */
  readonly executes: boolean
  /** Is there a book of the instrument, so that quotes tell the venue nothing? */
  readonly hasBook: boolean
}

export function makeFeed(need: DataNeed, gate: Gate): DepthFeed | null {
  if (need.kind === 'quotes') return new QuoteFeed(gate)
  return need.kind === 'book' ? new BookFeed(need.depth, gate) : null
}

export function quoteView(feeds: readonly unknown[]): QuoteView | null {
  return feeds.find((feed) => feed instanceof QuoteFeed)?.view ?? null
}

export function bookView(feeds: readonly unknown[]): BookView | null {
  return feeds.find((feed) => feed instanceof BookFeed)?.view ?? null
}

export function hasBook(streams: readonly MatchedStream[]): boolean {
  return streams.some(({ stream }) => isBook(stream.kind))
}

/** The stream that marks positions: the finest of those that the venue looks at. `streams` come finest first. */
export function executing(
  streams: readonly MatchedStream[],
  { depth }: { readonly depth?: DepthIntake | undefined },
): MatchedStream | undefined {
  const found = depth === undefined ? streams.find(({ stream }) => !isDepth(stream.kind)) : streams[0]
  const kinds = streams.map(({ stream }) => stream.kind).join(', ')
  demand(found !== undefined, 'backtest', 'venue', kinds, 'depthVenue() for data of books or quotes alone')
  const isFed = depth === undefined || streams.some(({ stream }) => isDepth(stream.kind))
  demand(isFed, 'backtest', 'data', kinds, 'a stream of book() or quotes(), which this venue matches against')
  if (depth === undefined) return found
  const isCounted = !depth.needsOrders || streams.some(({ stream }) => stream.kind === 'orders')
  demand(
    isCounted,
    'backtest',
    'venue.queueModel',
    kinds,
    "recorded single orders (kind 'orders', L3) for a queue by order",
  )
  return found
}

/** A lane for a stream of quotes or of a book; null for other streams. The book feeds the venue, quotes only where there is none. */
export function makeLane({ matched, run, runner, served, executes: marks, hasBook }: LaneParts): DepthLane | null {
  const { stream } = matched
  if (stream.kind === 'book' || stream.kind === 'orders') {
    const feed = served.find((one) => one instanceof BookFeed) ?? null
    const parts = { run, runner, feed, depth: run.market.depth ?? null, marks }
    return stream.kind === 'book' ? new BookLane({ stream, ...parts }) : new BookOrderLane({ stream, ...parts })
  }
  if (stream.kind !== 'quotes') return null
  const feed = served.find((one) => one instanceof QuoteFeed) ?? null
  const depth = hasBook ? null : (run.market.depth ?? null)
  return new QuoteLane({ stream, run, runner, feed, depth, marks })
}

/** Suspensions of all instruments, in order of the instruments. */
export function suspensions(instruments: readonly TradedInstrument[]): MatchingSuspension[] {
  return instruments.flatMap(({ instrument, market }) =>
    (market.depth?.suspensions ?? []).map((one) => ({ instrumentId: instrument.id, ...one })),
  )
}

export function warnings(instruments: readonly TradedInstrument[]): string[] {
  return instruments.flatMap(({ instrument: { id }, market: { depth } }) => {
    const lines: string[] = []
    const gaps = depth?.suspensions.length ?? 0
    const early = depth?.earlyAnswers ?? 0
    if (gaps > 0) lines.push(`${id}: matching was suspended ${gaps} times, while the book had a gap`)
    if (early > 0)
      lines.push(`${id}: ${early} answers were faster than the market's own way to us, and were told with it`)
    return lines
  })
}

function isBook(kind: string): boolean {
  return kind === 'book' || kind === 'orders'
}

function isDepth(kind: string): boolean {
  return isBook(kind) || kind === 'quotes'
}
