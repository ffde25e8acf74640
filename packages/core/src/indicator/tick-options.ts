import { badParameter } from '../errors/index.js'
import { windowMs } from '../window/index.js'
import type { FeedOptions } from './indicator-definition.js'
import type { ParameterSpec } from './indicator-metadata.js'

/** What every indicator over windows in time takes. */
export interface TickOptions extends FeedOptions {
  /**
   * Seconds that a tick may come after a later one and still be put where it belongs; later ones are counted in `late`
   * and left out. 0 unless said: every late tick is left out.
   */
  readonly lateness?: number | undefined
}

/** What every indicator takes that carries a price forward. */
export interface HeldOptions extends TickOptions {
  /**
   * Seconds that a price stands without a new tick: in an outage there is no price after that. 0 unless said: a price
   * stands until the next one.
   */
  readonly maxHold?: number | undefined
}

/** A single window in time. */
export interface WindowOptions extends TickOptions {
  /** Start of the window, seconds before now; 60 unless said. */
  readonly t1?: number | undefined
  /** End of the window, seconds before now, less than `t1`; 0 unless said. */
  readonly t2?: number | undefined
}

/** Specs of `TickOptions`. */
export const TICK_PARAMS: { readonly lateness: ParameterSpec } = { lateness: { kind: 'seconds', default: 0 } }

/** Specs of `HeldOptions`. */
export const HELD_PARAMS: { readonly maxHold: ParameterSpec; readonly lateness: ParameterSpec } = {
  maxHold: { kind: 'seconds', default: 0 },
  lateness: { kind: 'seconds', default: 0 },
}

/** Specs of `WindowOptions`. */
export const WINDOW_PARAMS: {
  readonly t1: ParameterSpec
  readonly t2: ParameterSpec
  readonly lateness: ParameterSpec
} = {
  t1: { kind: 'seconds', default: 60 },
  t2: { kind: 'seconds', default: 0 },
  lateness: { kind: 'seconds', default: 0 },
}

/** How long a price stands, in ms: seconds, of which 0 means for ever. */
export function holdMs(maxHold: number): number {
  return maxHold === 0 ? Infinity : windowMs(maxHold)
}

/** A window starts before it ends: t1 and t2 count back from now. */
export function startBeforeEnd(owner: string, t1: number, t2: number): void {
  if (t1 > t2) return
  throw badParameter({
    owner,
    parameter: 't1',
    value: t1,
    expected: `more seconds before now than t2, which is ${t2}`,
  })
}
