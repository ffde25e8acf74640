/** A tick whose price is a whole number of quarters, so that every sum over ticks is exact in whole numbers. */
export interface ExactTick {
  readonly ts: number
  /** Price in quarters. */
  readonly quarters: bigint
  readonly size: bigint
}

/** Statistics of the window `(a, b]` by scanning the ticks, in exact rational arithmetic, rounded once. */
export function exactStats(
  ticks: readonly ExactTick[],
  a: number,
  b: number,
  hold: number,
): Record<string, number | null> {
  let from = ticks.length
  while (from > 0 && (ticks[from - 1] as ExactTick).ts > a) from--
  const inside = ticks.slice(from).filter(({ ts }) => ts <= b)
  const carried = ticks[from - 1]
  const atStart = carried !== undefined && a - carried.ts <= hold ? carried.quarters : null
  const lastOne = inside.at(-1) ?? carried
  const atEnd = lastOne !== undefined && b - lastOne.ts <= hold ? lastOne.quarters : null
  const n = BigInt(inside.length)
  const [sum, squares] = [total(inside, ({ quarters }) => quarters), total(inside, ({ quarters }) => quarters ** 2n)]
  const volume = total(inside, ({ size }) => size)
  const deviation = n * squares - sum ** 2n
  const prices = inside.map(({ quarters }) => quarters)
  const held = atStart === null ? prices : [atStart, ...prices]
  const time = heldSums(carried === undefined ? inside : [carried, ...inside], a, b, hold)
  const change = atStart === null || atEnd === null ? null : atEnd - atStart
  return {
    count: inside.length,
    volume: Number(volume),
    vwap: quotient(
      total(inside, (tick) => tick.quarters * tick.size),
      volume * 4n,
    ),
    first: price(prices[0]),
    last: price(prices.at(-1)),
    min: price(least(prices)),
    max: price(most(prices)),
    mean: quotient(sum, n * 4n),
    std: root(quotient(deviation, n * n * 16n)),
    stdSample: root(quotient(deviation, n * (n - 1n) * 16n)),
    minHeld: price(least(held)),
    maxHeld: price(most(held)),
    twpa: quotient(time.area, time.length * 4n),
    coverage: Number(time.length) / (b - a),
    twStd: root(quotient(time.length * time.squares - time.area ** 2n, time.length ** 2n * 16n)),
    priceAtStart: price(atStart ?? undefined),
    priceAtEnd: price(atEnd ?? undefined),
    change: change === null ? null : Number(change) / 4,
    slope: change === null ? null : Number(change) / 4 / ((b - a) / 1000),
  }
}

/** Length, price x length and price² x length of the stretches that have a price. */
function heldSums(
  ticks: readonly ExactTick[],
  a: number,
  b: number,
  hold: number,
): { readonly length: bigint; readonly area: bigint; readonly squares: bigint } {
  const sums = { length: 0n, area: 0n, squares: 0n }
  ticks.forEach(({ ts, quarters }, at) => {
    const since = Math.max(ts, a)
    const until = Math.min(ticks[at + 1]?.ts ?? Infinity, b, ts + hold)
    if (!(until > since)) return
    const length = BigInt(until - since)
    sums.length += length
    sums.area += quarters * length
    sums.squares += quarters ** 2n * length
  })
  return sums
}

function total(ticks: readonly ExactTick[], of: (tick: ExactTick) => bigint): bigint {
  return ticks.reduce((all, tick) => all + of(tick), 0n)
}

const SCALE = 1n << 120n

/** A quotient to more digits than a double has; none by 0. */
function quotient(above: bigint, below: bigint): number | null {
  return below <= 0n ? null : Number((above * SCALE) / below) / Number(SCALE)
}

function root(value: number | null): number | null {
  return value === null ? null : Math.sqrt(value)
}

function price(quarters: bigint | undefined): number | null {
  return quarters === undefined ? null : Number(quarters) / 4
}

function least(prices: readonly bigint[]): bigint | undefined {
  return prices.length === 0 ? undefined : prices.reduce((a, b) => (b < a ? b : a))
}

function most(prices: readonly bigint[]): bigint | undefined {
  return prices.length === 0 ? undefined : prices.reduce((a, b) => (b > a ? b : a))
}
