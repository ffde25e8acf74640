import type { Recorded } from '../market/index.js'
import type { AccountModel } from '../portfolio/index.js'
import type {
  FeeModel,
  FillModel,
  ImpactModel,
  PercentFees,
  SlippageModel,
  TradingSessions,
  VenueModel,
} from '../simulator/index.js'
import type { Strategy, StrategyIndicators, WarmupMode } from '../strategy/index.js'

/** What a backtest runs on, and how honest its venue is. */
export interface BacktestOptions<P, I extends StrategyIndicators, S, W extends WarmupMode> {
  /** What decides; see {@link strategy}. */
  readonly strategy: Strategy<P, I, S, W>
  /** For each of the strategy's data needs its recorded streams: one, or one an instrument. */
  readonly data: Readonly<Record<string, Recorded | readonly Recorded[]>>
  /** Cash at the start, by currency: `{ USD: 10_000 }`; or another kind of account. */
  readonly account: Readonly<Record<string, number>> | AccountModel
  /** Parameters that differ from the strategy's defaults. */
  readonly params?: Partial<P> | undefined
  /** Fractions of notional, or a model of one's own; without it trading is free and the result warns. */
  readonly fees?: PercentFees | FeeModel | undefined
  /** Choices of the fill model that differ from the honest defaults. */
  readonly fills?: Partial<FillModel> | undefined
  /** Another venue than the default one, which `fills` belong to. */
  readonly venue?: VenueModel | undefined
  /** What market and stop orders pay beyond the price that the venue fills them at; nothing unless said. */
  readonly slippage?: SlippageModel | undefined
  /** What an order's own size does to the price of its fills, beyond `slippage`; nothing unless said. */
  readonly impact?: ImpactModel | undefined
  /** Cash that sizing by weight or notional keeps for a price that runs away before the fill, as a fraction. Default 0.01. */
  readonly gapReserve?: number | undefined
  /**
   * The end of the day that a moment falls into, for `DAY` orders: a moment after it. Midnight UTC unless said;
   * `dailyClose` of `@tapeline/core/trading` makes one for a time zone and hour.
   */
  readonly dayEnd?: ((ts: number) => number) | undefined
  /**
   * The sessions at whose open and close `OPG` and `CLS` orders meet the market, at the default venue: UTC days unless
   * said; `tradingSessions` of `@tapeline/core/trading` makes them of calendars.
   */
  readonly sessions?: TradingSessions | undefined
  /** Sells what is held at the last price of the run; otherwise it is marked to market. */
  readonly closeAtEnd?: boolean | undefined
  /** Trading days in a year; 365 when any instrument is crypto, else 252. */
  readonly daysPerYear?: number | undefined
  /** Open orders an instrument may have at once; more are denied. Default 1000. */
  readonly maxOpenOrders?: number | undefined
  /** Orders, fills or signals that a run may leave behind; more end it with `RUN_TOO_LARGE`. Default 1,000,000. */
  readonly maxRecords?: number | undefined
  /** Aborts the run: `result` then rejects with `ABORTED`, without waiting for a source that is stuck. */
  readonly signal?: AbortSignal | undefined
}

/** How far a run has come. */
export interface BacktestProgress {
  /** `done` comes once, with the last figures. */
  readonly phase: 'running' | 'done'
  /** Rows of all streams that have been replayed. */
  readonly rows: number
  /** `null` where a source does not know how many rows it has. */
  readonly totalRows: number | null
  /** In [0, 1]; `null` while the number of rows is unknown. */
  readonly fraction: number | null
  /** The run's clock, UTC epoch ms; `null` before the first event. */
  readonly ts: number | null
  /** Rows a second, over the whole run so far. */
  readonly rate: number
  /** Real time since the run began. */
  readonly elapsedMs: number
  /** Of the account at the run's clock, in its currency. */
  readonly equity: number
}
