/** A market of bars and ticks from a seed: trends, flat stretches, gaps, equal times, zero volumes, a midnight. */
export function randomColumns(rows: number, seed: number): Record<string, Float64Array> {
  const random = generator(seed)
  const column = (): Float64Array => new Float64Array(rows)
  const columns = {
    ts: column(),
    openTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  }
  let price = 100 + random() * 1000
  let ts = 1_700_004_000_000
  for (let i = 0; i < rows; i++) {
    const flat = random() < 0.2
    const open = price
    if (!flat) price *= 1 + (random() - 0.5) * 0.02
    columns.openTime[i] = ts
    ts += random() < 0.3 ? 0 : Math.floor(random() * 40_000)
    columns.ts[i] = ts
    columns.open[i] = open
    columns.close[i] = price
    columns.high[i] = Math.max(open, price) * (1 + (flat ? 0 : random() * 0.005))
    columns.low[i] = Math.min(open, price) * (1 - (flat ? 0 : random() * 0.005))
    columns.volume[i] = random() < 0.1 ? 0 : random() * 10
  }
  const hlc3 = columns.close.map((close, i) => ((columns.high[i] as number) + (columns.low[i] as number) + close) / 3)
  const hl2 = columns.high.map((high, i) => (high + (columns.low[i] as number)) / 2)
  const periods = columns.volume.map((volume) => 3 * volume)
  const side = columns.close.map((close, i) => Math.sign(close - (columns.open[i] as number)))
  return { ...columns, hl2, hlc3, periods, side, price: columns.close, size: columns.volume }
}

/** Mulberry32: numbers in [0, 1) from a seed. */
export function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
