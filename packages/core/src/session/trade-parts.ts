import { TimeBarBuilder } from '../bars/time-bar-builder.js'
import type { RecordedTrades } from '../market/index.js'
import type { DataNeeds, Gate, TradeView } from '../strategy/index.js'
import { BarFeed } from './bar-feed.js'
import type { InstrumentRun } from './instrument-run.js'
import type { StrategyRunner } from './strategy-runner.js'
import { TradeFeed } from './trade-feed.js'
import { TradeLane } from './trade-lane.js'

interface LaneParts {
  readonly stream: RecordedTrades
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  /** Names of the needs that the prints serve, and their feeds. */
  readonly names: readonly string[]
  readonly served: readonly unknown[]
  readonly needs: DataNeeds
}

export function makeFeed(gate: Gate): TradeFeed {
  return new TradeFeed(gate)
}

export function tradeView(feeds: readonly unknown[]): TradeView | null {
  return tradeFeedAmong(feeds)?.view ?? null
}

/** A lane for a stream of prints, which builds the bars of those needs that ask for bars. */
export function makeLane({ stream, run, runner, names, served, needs }: LaneParts): TradeLane {
  const built = names.flatMap((name, i) => {
    const need = needs[name]
    const feed = served[i]
    return need?.kind === 'bars' && feed instanceof BarFeed
      ? [{ builder: new TimeBarBuilder(need.timeframe), feed, isMain: name === 'main' }]
      : []
  })
  return new TradeLane({ stream, run, runner, feed: tradeFeedAmong(served) ?? null, built })
}

function tradeFeedAmong(feeds: readonly unknown[]): TradeFeed | undefined {
  return feeds.find((feed) => feed instanceof TradeFeed)
}
