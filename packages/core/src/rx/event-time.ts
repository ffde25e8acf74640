import { badData } from '../errors/index.js'

/** Where an operator reads the time of an event. */
export interface EventTimeOptions<T> {
  /**
   * UTC epoch ms of an event; unless said, the `closeTime` of its bar or the `ts` of its trade, whether the event holds
   * one (`event.bar`, `event.trade`) or is one.
   */
  readonly time?: ((event: T) => number) | undefined
}

/** The time of a bar, a trade, or what holds one. */
export function eventTime(event: unknown): number {
  const { bar, trade } = (event ?? {}) as { readonly bar?: unknown; readonly trade?: unknown }
  const { ts, closeTime } = (bar ?? trade ?? event ?? {}) as { readonly ts?: unknown; readonly closeTime?: unknown }
  const time = closeTime ?? ts
  if (typeof time === 'number') return time
  throw badData({
    stream: 'events',
    row: 0,
    column: 'ts',
    value: time,
    expected: 'UTC epoch milliseconds, or the option `time` that says where they stand',
  })
}
