import type { Observable } from 'rxjs'
import type { FundingRate, MarketEvent } from '../market/index.js'
import type { Clock, VirtualClock } from '../time/index.js'
import type { LiveSource } from './paper-options.js'
import type { PlayedStream } from './replay-rows.js'

/** How fast a recording is played: so many of its milliseconds in one real one, or as fast as it goes. */
export type ReplaySpeed = number | 'max'

/** How a recording is played. */
export interface ReplaySourceOptions {
  /** 1 is real time, 60 a minute a second; `max` unless said. */
  readonly speed?: ReplaySpeed | undefined
  /** Stands still until `resume()` or `step()`; false unless said. */
  readonly isPaused?: boolean | undefined
  /** What tells real time; the machine's clock unless said. */
  readonly clock?: Clock | undefined
  /** Recorded funding rates, in the order in which they came: each is told at its `tsRecv`, or else its `ts`. */
  readonly funding?: readonly FundingRate[] | undefined
}

/** A recording that is played as if it were live. */
export interface ReplaySource extends LiveSource {
  /** The events; playing begins with the first subscriber and ends with the last. */
  readonly events$: Observable<MarketEvent>
  /** Shows the recording's time: its alarms ring between the events. */
  readonly clock: VirtualClock
  /** What is played. */
  readonly streams: readonly PlayedStream[]
  /** May be changed while it plays. */
  speed: ReplaySpeed
  /** Does it stand still? */
  readonly isPaused: boolean
  /** Stands still after the present instant. */
  pause(): void
  /** Goes on. */
  resume(): void
  /** Plays the events of so many instants (1 unless said) at once, then stands still. */
  step(instants?: number): void
  /**
   * Goes on from the first event at or after `ts`. Forwards, each instrument is told of a `StreamGap` (`seek`); backwards
   * the recording is read anew, which no session that runs on it could follow. Books are rebuilt from their beginning and told
   * as snapshots with the first event after it.
   */
  seek(ts: number): void
}
