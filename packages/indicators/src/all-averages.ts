import type { Average } from './average-kinds.js'
import { dema } from './dema.js'
import { kama } from './kama.js'
import { mama } from './mama.js'
import { t3 } from './t3.js'
import { tema } from './tema.js'
import { trima } from './trima.js'
import { wma } from './wma.js'

/** All kinds, each at TA-Lib's number, for indicators that exist to choose among them: whoever loads this has them all. */
export const ALL_AVERAGES: readonly Average[] = /*#__PURE__*/ [
  'sma',
  'ema',
  .../*#__PURE__*/ [wma, dema, tema, trima, kama, mama, t3].map(({ metadata }) => metadata.name as Average),
]
