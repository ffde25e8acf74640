export type { DrawdownRecord, EquityCurve, FillRecord, Policy, RoundTrip, RunRecord } from './run-record.js'
