import type { Scale } from './scale.js'
import type { Points } from './thin-out.js'

/** Curves are drawn in a square of this side, which the page stretches to the place it has. */
export const SIDE = 1000

/** Path data of a line through points. */
export function linePath(points: Points, x: Scale, y: Scale): string {
  let path = ''
  for (let i = 0; i < points.ts.length; i++) {
    path += `${i === 0 ? 'M' : 'L'}${coordinate(x.at(points.ts[i] as number))} ${coordinate(1 - y.at(points.value[i] as number))}`
  }
  return points.ts.length === 1 ? `${path}h0.1` : path
}

/** Path data of the area between a line and a level. */
export function areaPath(points: Points, x: Scale, y: Scale, level: number): string {
  if (points.ts.length === 0) return ''
  const base = coordinate(1 - y.at(level))
  const first = coordinate(x.at(points.ts[0] as number))
  const last = coordinate(x.at(points.ts[points.ts.length - 1] as number))
  return `${linePath(points, x, y)}L${last} ${base}L${first} ${base}Z`
}

/** A place on a chart, as an attribute. */
export function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))}%`
}

function coordinate(fraction: number): number {
  return Number((fraction * SIDE).toFixed(1))
}
