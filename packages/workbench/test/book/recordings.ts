import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { OrderBookDelta, OrderBookSnapshot } from '@tapeline/core'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

/** Are the reference data beside the project? */
export const hasSharedData: boolean = existsSync(SHARED)

/** Lines of a file of the reference data, unpacked. */
export function sharedLines(path: string): string[] {
  const bytes = readFileSync(`${SHARED}/${path}`)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trimEnd().split('\n')
}

/** A file of the reference data. */
export function sharedJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${SHARED}/${path}`, 'utf8')) as T
}

/** A depth message of Binance or Gate as an event. */
export interface WireDepth {
  readonly E: number
  readonly s: string
  readonly U: number
  readonly u: number
  readonly pu?: number
  readonly b: OrderBookDelta['bids']
  readonly a: OrderBookDelta['asks']
}

export function deltaOf(wire: WireDepth, ts: number = wire.E): OrderBookDelta {
  return {
    type: 'OrderBookDelta',
    instrumentId: wire.s,
    ts,
    firstSequence: wire.U,
    sequence: wire.u,
    ...(wire.pu === undefined ? {} : { previousSequence: wire.pu }),
    bids: wire.b,
    asks: wire.a,
  }
}

export function snapshotOf(
  instrumentId: string,
  ts: number,
  sequence: number,
  { bids, asks }: Pick<OrderBookSnapshot, 'bids' | 'asks'>,
): OrderBookSnapshot {
  return { type: 'OrderBookSnapshot', instrumentId, ts, sequence, bids, asks }
}

/** Events of a raw log: depth messages, and the snapshot that stands among them. */
export function* rawLog(path: string, symbol: string): Generator<OrderBookDelta | OrderBookSnapshot> {
  for (const line of sharedLines(path)) {
    const at = line.indexOf(' ')
    const isDepth = line.includes('"depthUpdate"')
    if (!isDepth && !line.includes('"lastUpdateId"')) continue
    const ts = Number(line.slice(0, at)) / 1e6
    const body = JSON.parse(line.slice(at + 1)) as { readonly data: WireDepth } & OrderBookSnapshot & {
        readonly lastUpdateId: number
      }
    yield isDepth ? deltaOf(body.data, ts) : snapshotOf(symbol, ts, body.lastUpdateId, body)
  }
}
