/**
 * Market data ready to be shown: prices with the decimals of their tick, dashes for what is missing, in the reader's
 * locale. Domain objects stay as they are.
 *
 * @module
 */
export { barsForWidth } from './bars-for-width.js'
export { decimalsOf } from './decimals.js'
export { format, type Format, type PriceSteps, type Shown, type SizeSteps } from './format.js'
export { present, type PresentedBar, type PresentedQuote, type PresentedTrade } from './present.js'
export { toPriceFormat, type PriceFormat } from './price-format.js'
