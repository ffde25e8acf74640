/**
 * Drives the built indicators for the peer benchmark. A stream is what it is for every peer, one `update` a sample;
 * with TAPELINE_DRIVE=chunks it is what a replay does, a graph over chunks of rows, which no peer can be asked to do.
 * `batch` runs over whole columns into the caller's buffers.
 */
import { SeriesGraph } from '@tapeline/core/indicator'

const CHUNK = 8192

/** One loop for each shape of sample, as the peers' adapters have. */
const STREAM = {
  close:
    (live, { close }) =>
    (from, to) => {
      let value = NaN
      let sum = 0
      for (let i = from; i < to; i++) sum += value = live.update(close[i])
      globalThis.__sink = sum
      return value
    },
  'close,volume':
    (live, { close, volume }) =>
    (from, to) => {
      let value = NaN
      let sum = 0
      for (let i = from; i < to; i++) sum += value = live.update(close[i], volume[i])
      globalThis.__sink = sum
      return value
    },
  'hlc3,volume':
    (live, { high, low, close, volume }) =>
    (from, to) => {
      let value = NaN
      let sum = 0
      for (let i = from; i < to; i++) sum += value = live.update((high[i] + low[i] + close[i]) / 3, volume[i])
      globalThis.__sink = sum
      return value
    },
  'high,low,close':
    (live, { high, low, close }) =>
    (from, to) => {
      let value = NaN
      let sum = 0
      for (let i = from; i < to; i++) sum += value = live.update(high[i], low[i], close[i])
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
    stoch: ({ period, slow, d }) => indicators.stoch({ period, smooth: slow, signal: d }),
    adx: ({ period }) => indicators.adx({ period }),
    wma: ({ period }) => indicators.wma({ period }),
    obv: () => indicators.obv(),
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
    return STREAM[definition.inputs.join()](definition.create(), bars)
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
