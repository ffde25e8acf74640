export type { ExecutionSink } from './execution-sink.js'
export { percentFees, type FeeBasis, type FeeModel, type PercentFees } from './fee-model.js'
export { defaultFillModel, fillModel, type FillModel } from './fill-model.js'
export { SimulatedMarket } from './simulated-market.js'
