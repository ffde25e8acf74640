import { TapelineError } from '../errors/index.js'
import type { IndicatorDefinition } from '../indicator/index.js'
import type { IndicatorGraph } from '../indicator/indicator-graph.js'
import type { InstrumentId, Recorded, RecordedTrades } from '../market/index.js'
import {
  createIndicatorView,
  type DataNeeds,
  type Gate,
  type Strategy,
  type StrategyIndicators,
  type WarmupMode,
} from '../strategy/index.js'
import { timeframeMs } from '../time/index.js'
import { BarFeed } from './bar-feed.js'
import { BarLane } from './bar-lane.js'
import type { DepthFeed, DepthLane } from './depth-parts.js'
import { InstrumentRun } from './instrument-run.js'
import type { MatchedData, MatchedStream } from './match-data.js'
import type { RunCore } from './run-core.js'
import type { DepthParts, RunParts, TradeParts } from './run-parts.js'
import { SimulatedDesk } from './simulated-desk.js'
import { RunContext } from './strategy-context.js'
import { StrategyRunner, type RunnerHandlers } from './strategy-runner.js'
import type { TradeFeed } from './trade-feed.js'
import type { TradeLane } from './trade-lane.js'

export type AnyLane = BarLane | TradeLane | DepthLane
type AnyFeed = BarFeed | TradeFeed | DepthFeed

export interface Assembly {
  readonly lanes: readonly AnyLane[]
  readonly runners: readonly StrategyRunner[]
  readonly graphs: readonly NamedGraph[]
  readonly depth: DepthParts | null
}

type Feeds = ReadonlyMap<string, AnyFeed>

/** The indicators of one need of one instrument. */
export interface NamedGraph {
  readonly name: string
  readonly graph: IndicatorGraph
  readonly instrumentId: InstrumentId
  readonly need: string
  readonly feed: AnyFeed
}

/** Builds, for each instrument, its feeds with their indicators, its venue and desk, and the lanes that drive them. */
export function assemble<P, I extends StrategyIndicators, S, W extends WarmupMode>(
  strategy: Strategy<P, I, S, W>,
  params: P,
  data: MatchedData,
  core: RunCore,
  parts: RunParts,
): Assembly {
  const { depth } = parts
  const lanes = new Map<string, AnyLane>()
  const runners: StrategyRunner[] = []
  const graphs: NamedGraph[] = []
  core.account.positions.forEach((position, index) => {
    const run = new InstrumentRun(core, index, position)
    const feeds = makeFeeds(strategy.data, core.gate, parts)
    const { id: instrumentId } = run.instrument
    for (const [need, feed] of feeds)
      graphs.push({ name: `${instrumentId}, ${need}`, graph: feed.graph, instrumentId, need, feed })
    const ind = attachIndicators(strategy, strategy.indicators?.(params) ?? {}, feeds)
    const main = feeds.get('main')
    const list = [...feeds.values()]
    const context = new RunContext(run, {
      params,
      state: strategy.state?.(params),
      orders: new SimulatedDesk(run),
      ind,
      bar: main instanceof BarFeed ? main.view : null,
      trade: parts.trades?.tradeView(list) ?? null,
      quote: depth?.quoteView(list) ?? null,
      book: depth?.bookView(list) ?? null,
    })
    const runner = new StrategyRunner(run, context, list, handlersOf(strategy), strategy.warmup === 'partial')
    const streams = data.streams.filter(({ instrument }) => instrument.id === run.instrument.id)
    // Fills come from the finest data there is: prints before books, books before bars, short bars before long ones.
    streams.sort((a, b) => fineness(a.stream) - fineness(b.stream))
    const executing = depth === null ? streams[0] : depth.executing(streams, run.market)
    const hasBook = depth?.hasBook(streams) === true
    for (const matched of streams) {
      const served = matched.needs.map((name) => feeds.get(name))
      const executes = matched === executing
      lanes.set(
        matched.key,
        depth?.makeLane({ matched, run, runner, served, executes, hasBook }) ??
          makeLane(matched, run, runner, served, strategy.data, executes, parts),
      )
    }
    core.instruments.push(run)
    runners.push(runner)
  })
  return { lanes: data.streams.map(({ key }) => lanes.get(key) as AnyLane), runners, graphs, depth }
}

function makeFeeds(needs: DataNeeds, gate: Gate, { depth, trades }: RunParts): Feeds {
  return new Map(
    Object.entries(needs).map(([name, need]): [string, AnyFeed] => [
      name,
      depth?.makeFeed(need, gate) ?? (need.kind === 'bars' ? new BarFeed(gate) : (trades as TradeParts).makeFeed(gate)),
    ]),
  )
}

function attachIndicators(
  strategy: { readonly name: string; readonly warmup: WarmupMode },
  indicators: StrategyIndicators,
  feeds: Feeds,
): object {
  const wanted = Object.entries(indicators).map(([name, definition]) => ({
    name,
    definition,
    feed: feedFor(strategy.name, name, definition, feeds),
  }))
  for (const own of new Set(feeds.values()))
    own.graph.reserve(wanted.filter(({ feed }) => feed === own).map(({ definition }) => definition))
  const slots = wanted.map(({ name, definition, feed }) => {
    const { columns } = feed.graph.add(definition)
    return { name, outputs: definition.outputs, columns, cursor: feed.cursor }
  })
  return createIndicatorView(strategy, slots, strategy.warmup === 'partial')
}

/** The feed that an indicator names with `on`; where it names none and there is only one, that one. */
function feedFor(strategy: string, name: string, definition: IndicatorDefinition, feeds: Feeds): AnyFeed {
  const named = feeds.get(definition.on)
  if (named !== undefined) return named
  const [only] = feeds.values()
  if (definition.on === 'main' && feeds.size === 1 && only !== undefined) return only
  throw new TapelineError(
    `strategy ${strategy}: indicator ${name} is fed by "${definition.on}", which is not among its data needs.`,
    {
      code: 'UNKNOWN_FEED',
      hint: `Say on: ${[...feeds.keys()].map((key) => `'${key}'`).join(' or ')}.`,
    },
  )
}

function fineness(stream: Recorded): number {
  if (stream.kind === 'bars') return timeframeMs(stream.timeframe) ?? Infinity
  return stream.kind === 'trades' ? 0 : stream.kind === 'quotes' ? 2 : 1
}

/** Handlers as the runner calls them: the types of params, state and indicators end at this door. */
function handlersOf(strategy: object): RunnerHandlers {
  const {
    onBar = null,
    onTrade = null,
    onQuote = null,
    onBook = null,
    onOrder = null,
  } = strategy as Partial<RunnerHandlers>
  return { onBar, onTrade, onQuote, onBook, onOrder }
}

function makeLane(
  matched: MatchedStream,
  run: InstrumentRun,
  runner: StrategyRunner,
  served: readonly (AnyFeed | undefined)[],
  needs: DataNeeds,
  executes: boolean,
  { trades }: RunParts,
): AnyLane {
  const { stream, needs: names } = matched
  if (stream.kind === 'bars') {
    const barFeeds = served.filter((feed) => feed instanceof BarFeed)
    return new BarLane({ stream, run, runner, feeds: barFeeds, isMain: names.includes('main'), executes })
  }
  return (trades as TradeParts).makeLane({ stream: stream as RecordedTrades, run, runner, names, served, needs })
}
