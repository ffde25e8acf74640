import { demand, TapelineError } from '../errors/index.js'
import { streamKey, type Instrument, type Recorded } from '../market/index.js'
import type { DataNeed, DataNeeds } from '../strategy/index.js'

/** One recorded stream with the needs that it serves. */
export interface MatchedStream {
  readonly key: string
  readonly stream: Recorded
  readonly instrument: Instrument
  readonly needs: readonly string[]
}

export interface MatchedData {
  /** In canonical order: trades, quotes, orders, book, bars, then by key; the order in which they were given leaves no trace. */
  readonly streams: readonly MatchedStream[]
  /** In order of their ids. */
  readonly instruments: readonly Instrument[]
}

/** Finds the streams for each need of a strategy, and says what is missing, left over, or of the wrong kind. */
export function matchData(
  owner: string,
  needs: DataNeeds,
  data: Readonly<Record<string, Recorded | readonly Recorded[]>>,
): MatchedData {
  const names = Object.keys(needs)
  for (const name of Object.keys(data))
    demand(names.includes(name), owner, `data.${name}`, data[name], `one of the strategy's needs: ${names.join(', ')}`)
  const byKey = new Map<string, MatchedStream & { readonly needs: string[] }>()
  for (const [name, need] of Object.entries(needs)) {
    for (const stream of streamsOf(owner, name, need, data[name])) {
      const key = streamKey(stream)
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, { key, stream, instrument: stream.instrument, needs: [name] })
      else if (known.stream === stream) known.needs.push(name)
      else throw duplicateStream(owner, key)
    }
  }
  const streams = [...byKey.values()]
  // By kind downwards: trades, quotes, orders, book, bars.
  streams.sort((a, b) => compare(b.stream.kind, a.stream.kind) || compare(a.key, b.key))
  const instruments = [...new Map(streams.map(({ instrument }) => [instrument.id, instrument])).values()]
  instruments.sort((a, b) => compare(a.id, b.id))
  for (const instrument of instruments) assertComplete(owner, needs, streams, instrument)
  return { streams, instruments }
}

function streamsOf(
  owner: string,
  name: string,
  need: DataNeed,
  given: Recorded | readonly Recorded[] | undefined,
): readonly Recorded[] {
  const streams = given === undefined ? [] : [given].flat()
  demand(streams.length > 0, owner, `data.${name}`, given, `recorded ${describe(need)}`)
  for (const stream of streams)
    demand(serves(stream, need), owner, `data.${name}`, describeStream(stream), describe(need))
  return streams
}

function assertComplete(
  owner: string,
  needs: DataNeeds,
  streams: readonly MatchedStream[],
  instrument: Instrument,
): void {
  for (const [name, need] of Object.entries(needs)) {
    const found = streams.filter((one) => one.instrument.id === instrument.id && one.needs.includes(name))
    const value = found.map(({ key }) => key).join(', ') || 'no stream'
    const expected =
      found.length > 1
        ? `one stream of ${instrument.id}`
        : `${describe(need)}, for ${instrument.id} as other needs have`
    demand(found.length === 1, owner, `data.${name}`, value, expected)
  }
}

/** Prints serve a need of bars too: the bars are built from them; and single orders make a book. */
function serves(stream: Recorded, need: DataNeed): boolean {
  if (need.kind !== 'bars') return stream.kind === need.kind || (need.kind === 'book' && stream.kind === 'orders')
  return stream.kind === 'trades' || (stream.kind === 'bars' && stream.timeframe === need.timeframe)
}

function describe(need: DataNeed): string {
  return need.kind === 'bars' ? `bars of ${need.timeframe}, or trades to build them from` : need.kind
}

function describeStream(stream: Recorded): string {
  return stream.kind === 'bars' ? `bars of ${stream.timeframe}` : stream.kind
}

function duplicateStream(owner: string, key: string): TapelineError {
  return new TapelineError(`${owner}: two different streams are called ${key}.`, {
    code: 'DUPLICATE_STREAM',
    hint: 'Give them different sources: replay order stands on the name.',
    details: { key },
  })
}

/** By code units: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
