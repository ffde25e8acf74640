import { markup, type Markup } from './markup.js'
import { percent } from './path.js'

/** Times the reader may point at; the share of the width each one answers for. */
export interface Strip {
  readonly index: number
  readonly from: number
  readonly to: number
}

/** Invisible strips over a chart that tell the figures of their moment when pointed at, without a script. */
export function hoverStrips(strips: readonly Strip[], describe: (index: number) => string): Markup {
  return markup`<g class="strips" fill="none" pointer-events="all">
    ${strips.map(
      ({ index, from, to }) =>
        markup`<rect x="${percent(from)}" width="${percent(to - from)}" height="100%"><title>${describe(index)}</title></rect>`,
    )}
  </g>`
}

/** At most `most` strips of equal width, each with the last sample in it; empty stretches go to the sample before. */
export function stripsOver(
  ts: ArrayLike<number>,
  length: number,
  at: (ts: number) => number,
  most: number,
): readonly Strip[] {
  const strips: { index: number; from: number; to: number }[] = []
  const count = Math.min(most, length)
  for (let i = 0; i < length; i++) {
    const slot = Math.min(count - 1, Math.floor(at(ts[i] as number) * count))
    const last = strips[strips.length - 1]
    if (last !== undefined && last.from === slot / count) last.index = i
    else {
      if (last !== undefined) last.to = slot / count
      strips.push({ index: i, from: slot / count, to: 1 })
    }
  }
  return strips
}
