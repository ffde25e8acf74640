/**
 * Drives the built indicators for the peer benchmark. A stream is what it is for every peer, one `update` a sample;
 * with TAPELINE_DRIVE=chunks it is what a replay does, a graph over chunks of rows, which no peer can be asked to do.
 * `batch` runs over whole columns into the caller's buffers.
 */
import { SeriesGraph } from '@tapeline/core/indicator'

const CHUNK = 8192

/** One loop for each number of inputs, as the peers' adapters have. */
const STREAM = {
  1: (live, a) => (from, to) => {
    let value = NaN
    let sum = 0
    for (let i = from; i < to; i++) sum += value = live.update(a[i])
    globalThis.__sink = sum
    return value
  },
  3: (live, a, b, c) => (from, to) => {
    let value = NaN
    let sum = 0
    for (let i = from; i < to; i++) sum += value = live.update(a[i], b[i], c[i])
    globalThis.__sink = sum
    return value
  },
  4: (live, a, b, c, d) => (from, to) => {
    let value = NaN
    let sum = 0
    for (let i = from; i < to; i++) sum += value = live.update(a[i], b[i], c[i], d[i])
    globalThis.__sink = sum
    return value
  },
}

export async function load(moduleUrl) {
  const indicators = await import(moduleUrl)
  const make = {
    sma: ({ period }) => indicators.sma({ period }),
    ema: ({ period }) => indicators.ema({ period }),
    rsi: ({ period }) => indicators.rsi({ period }),
    macd: ({ fast, slow, signal }) => indicators.macd({ fast, slow, signal }),
    bbands: ({ period, dev }) => indicators.bollinger({ period, deviations: dev }),
    atr: ({ period }) => indicators.atr({ period }),
    max: ({ period }) => indicators.max({ period }),
    vwap: () => indicators.vwap(),
  }
  const chunks = (definitionOf) => (bars, params) => {
    const graph = new SeriesGraph(['high', 'low', 'close', 'volume'], CHUNK)
    const column = graph.add(definitionOf(params)).columns[0]
    return (from, to) => {
      let value = NaN
      for (let start = from; start < to; start += CHUNK) {
        const rows = Math.min(CHUNK, to - start)
        graph.bind({
          high: bars.high.subarray(start),
          low: bars.low.subarray(start),
          close: bars.close.subarray(start),
          volume: bars.volume.subarray(start),
        })
        graph.run(0, rows)
        value = column[rows - 1]
      }
      return value
    }
  }
  const stream = (definitionOf) => (bars, params) => {
    const definition = definitionOf(params)
    const live = definition.create()
    const [a, b, c, d] = definition.inputs.map((name) => bars[name])
    return STREAM[definition.inputs.length](live, a, b, c, d)
  }
  const batch = (definitionOf) => (bars, params) => {
    const { type, params: settled, outputs } = definitionOf(params)
    const columns = { high: bars.high, low: bars.low, close: bars.close, volume: bars.volume }
    const out = Object.fromEntries(outputs.map((name) => [name, new Float64Array(bars.close.length)]))
    const indicator = indicators.catalog.get(type)
    return () => indicator.batch(columns, settled, out)[outputs[0]][bars.close.length - 1]
  }
  const each = (drive) =>
    Object.fromEntries(Object.entries(make).map(([name, definitionOf]) => [name, drive(definitionOf)]))
  return {
    stream: each(process.env.TAPELINE_DRIVE === 'chunks' ? chunks : stream),
    batch: each(batch),
    notes: { macd: 'both averages seeded at one sample, as in TA-Lib' },
  }
}
