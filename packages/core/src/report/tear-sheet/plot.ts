import { markup, type Markup } from './markup.js'
import type { Tick } from './number-ticks.js'
import { percent, SIDE } from './path.js'
import type { Scale } from './scale.js'

export interface PlotOptions {
  /** What a reader who cannot see the chart should know. */
  readonly label: string
  readonly size: 'tall' | 'low'
  readonly x: Scale
  readonly y: Scale
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  /** Paths in the stretched square. */
  readonly curves: readonly Markup[]
  /** What lies over the curves and is placed in percent: markers, strips that answer the pointer. */
  readonly overlay: readonly Markup[]
}

/**
 * A chart with axes. Curves stretch with the page; lines, markers and letters keep their size, so that a phone shows the
 * same chart as a wide screen with readable labels. No script, no style attributes.
 */
export function plot(options: PlotOptions): Markup {
  const { x, y, xTicks, yTicks } = options
  return markup`<div class="plot ${options.size}">
    <svg class="area" width="100%" height="${options.size === 'tall' ? 300 : 150}" role="img" aria-label="${options.label}">
      ${yTicks.map((tick) => gridLine(percent(1 - y.at(tick.value))))}
      <svg viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" width="100%" height="100%">${options.curves}</svg>
      ${options.overlay}
    </svg>
    <svg class="y" aria-hidden="true">
      ${yTicks.map((tick) => markup`<text x="8" y="${percent(1 - y.at(tick.value))}" dy="4">${tick.label}</text>`)}
    </svg>
    <svg class="x" aria-hidden="true">${xTicks.map((tick, i) => xLabel(x.at(tick.value), tick.label, i))}</svg>
  </div>`
}

/** Every other label may give way on a narrow screen; those at the edges stay inside. */
function xLabel(place: number, label: string, index: number): Markup {
  const anchor = place < 0.04 ? 'start' : place > 0.96 ? 'end' : 'middle'
  return markup`<text x="${percent(place)}" y="16" text-anchor="${anchor}" class="${index % 2 === 1 ? 'odd' : 'even'}">${label}</text>`
}

function gridLine(height: string): Markup {
  return markup`<line class="grid" x1="0" x2="100%" y1="${height}" y2="${height}" />`
}
