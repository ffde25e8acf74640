import { generator } from './random-columns.js'

const GAPS = [0, 0, 0, 1, -1, 2, -2, 3, -3, 6, -6, 10, -10]
const BODIES = [0, 0, 1, 1, 2, 3, 5, 8, 12, 16]
const SHADOWS = [0, 0, 0, 0, 1, 1, 2, 4, 8, 15]

type Bar = readonly [open: number, high: number, low: number, close: number]

/** What a walk hardly ever does, in ticks, each after twenty bars that are alike. */
const SCENES: readonly (readonly Bar[])[] = [
  [
    [105, 111, 104, 111],
    [114, 114, 113, 114],
    [115, 121, 115, 121],
    [123, 123, 123, 123],
    [119, 119, 112, 113],
  ], // cdlBreakaway
  [
    [102, 102, 98, 98],
    [98, 98, 94, 94],
    [92, 96, 90, 90],
    [95, 98, 88, 89],
  ], // cdlConcealBabySwall
  [
    [102, 116, 102, 116],
    [119, 120, 117, 118],
    [117, 118, 114, 115],
    [116, 117, 113, 114],
    [116, 123, 115, 122],
  ], // cdlMatHold
  [
    [103, 111, 103, 111],
    [114, 115, 112, 113],
    [115, 115, 110, 112],
  ], // cdlUpsideGap2Crows
]
const EVEN: Bar = [100, 104, 97, 102]

/** Bars of whole ticks of a tenth, with gaps, equal prices, runs of one colour, and every proportion of body and shadows; then what is rare. */
export function coarseBars(rows: number, seed: number): Record<'open' | 'high' | 'low' | 'close', Float64Array> {
  const random = generator(seed)
  const pick = (list: readonly number[]): number => list[Math.floor(random() * list.length)] as number
  const rare = SCENES.flatMap((scene) => [...Array.from({ length: 20 }, () => EVEN), ...scene])
  const column = (): Float64Array => new Float64Array(rows + rare.length)
  const bars = { open: column(), high: column(), low: column(), close: column() }
  let [before, opened, run] = [1000, 1000, 0]
  for (let i = 0; i < rows; i++) {
    if (random() < 0.15) run = pick([-1, 0, 1])
    const open = random() < 0.15 ? opened : before + pick(GAPS)
    const direction = run !== 0 && random() < 0.7 ? run : pick([-1, 1])
    const close = random() < 0.1 ? before : open + direction * pick(BODIES)
    bars.open[i] = open / 10
    bars.high[i] = (Math.max(open, close) + pick(SHADOWS)) / 10
    bars.low[i] = (Math.min(open, close) - pick(SHADOWS)) / 10
    bars.close[i] = close / 10
    opened = open
    // Back towards the middle, so that prices stay above 0.
    before = close < 500 ? close + 300 : close > 1500 ? close - 300 : close
  }
  rare.forEach((bar, i) => Object.values(bars).forEach((one, at) => (one[rows + i] = (bar[at] as number) / 10)))
  return bars
}
