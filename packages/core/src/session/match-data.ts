import { badParameter, TapelineError } from '../errors/index.js'
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
  /** In canonical order: trades before bars, then by key; the order in which they were given leaves no trace. */
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
  for (const name of Object.keys(data)) {
    if (!Object.hasOwn(needs, name)) {
      throw badParameter({
        owner,
        parameter: `data.${name}`,
        value: data[name],
        expected: `one of the strategy's needs: ${Object.keys(needs).join(', ')}`,
      })
    }
  }
  const byKey = new Map<string, { stream: Recorded; needs: string[] }>()
  for (const [name, need] of Object.entries(needs)) {
    for (const stream of streamsOf(owner, name, need, data[name])) {
      const key = streamKey(stream)
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, { stream, needs: [name] })
      else if (known.stream === stream) known.needs.push(name)
      else throw duplicateStream(owner, key)
    }
  }
  const streams = [...byKey].map(([key, { stream, needs: served }]) => ({
    key,
    stream,
    instrument: stream.instrument,
    needs: served,
  }))
  streams.sort((a, b) => rank(a.stream) - rank(b.stream) || compare(a.key, b.key))
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
  const streams = given === undefined ? [] : isMany(given) ? given : [given]
  if (streams.length === 0) {
    throw badParameter({ owner, parameter: `data.${name}`, value: given, expected: `recorded ${describe(need)}` })
  }
  for (const stream of streams) {
    if (stream.kind === 'trades' || (need.kind === 'bars' && stream.timeframe === need.timeframe)) continue
    throw badParameter({
      owner,
      parameter: `data.${name}`,
      value: `bars of ${stream.timeframe}`,
      expected: describe(need),
    })
  }
  return streams
}

function isMany(given: Recorded | readonly Recorded[]): given is readonly Recorded[] {
  return Array.isArray(given)
}

function assertComplete(
  owner: string,
  needs: DataNeeds,
  streams: readonly MatchedStream[],
  instrument: Instrument,
): void {
  for (const [name, need] of Object.entries(needs)) {
    const found = streams.filter((one) => one.instrument.id === instrument.id && one.needs.includes(name))
    if (found.length === 1) continue
    if (found.length > 1) {
      throw badParameter({
        owner,
        parameter: `data.${name}`,
        value: found.map(({ key }) => key).join(', '),
        expected: `one stream of ${instrument.id}`,
      })
    }
    throw badParameter({
      owner,
      parameter: `data.${name}`,
      value: 'no stream',
      expected: `${describe(need)}, for ${instrument.id} as other needs have`,
    })
  }
}

function describe(need: DataNeed): string {
  return need.kind === 'bars' ? `bars of ${need.timeframe}, or trades to build them from` : 'trades'
}

function duplicateStream(owner: string, key: string): TapelineError {
  return new TapelineError(`${owner}: two different streams are called ${key}.`, {
    code: 'DUPLICATE_STREAM',
    hint: 'Give them different sources: replay order stands on the name.',
    details: { key },
  })
}

function rank(stream: Recorded): number {
  return stream.kind === 'trades' ? 0 : 1
}

/** By code units: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
