export { policiesOf, type PolicyFacts } from './policies.js'
export type { DrawdownRecord, EquityCurve, FillRecord, Policy, RoundTrip, RunRecord } from './run-record.js'
export * from './statistics/index.js'
export * from './tear-sheet/index.js'
