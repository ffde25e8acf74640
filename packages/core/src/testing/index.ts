export { bookRuleCases, type BookRuleCase } from './book-rule-cases.js'
export { syntheticBars, type SyntheticBarsOptions } from './synthetic-bars.js'
export {
  syntheticMarket,
  type Decoy,
  type PlantedPump,
  type PumpOptions,
  type SyntheticMarket,
  type SyntheticMarketOptions,
} from './synthetic-market.js'
export type { ConformanceCase } from './conformance-case.js'
export { plainEvents } from './market-events.js'
export { qualityCheckConformance, type QualityCheckExample } from './quality-check-conformance.js'
