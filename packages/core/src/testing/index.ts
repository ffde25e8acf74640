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
