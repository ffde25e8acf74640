export { ema, type EmaParams } from './ema.js'
export { sma, type SmaParams } from './sma.js'
