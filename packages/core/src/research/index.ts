/**
 * Questions to ask of a strategy before it is believed: whether it knows the future, how far its indicators depend on
 * where history began, and how much it lives on being fast.
 *
 * @module
 */
export { latencySweep, type LatencyRun } from './latency-sweep.js'
export {
  findLookAhead,
  type LookAheadFinding,
  type LookAheadOptions,
  type LookAheadReport,
  type MakeOptions,
  type RecordedNeeds,
} from './look-ahead.js'
export { warmupSensitivity, type WarmupSensitivity, type WarmupSensitivityOptions } from './warmup-sensitivity.js'
