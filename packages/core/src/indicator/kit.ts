/**
 * What one needs to write an indicator: its definition, the base of its live instance, and the windows that keep
 * means, deviations, extremes and prices over time in O(1).
 *
 * @module
 */
export * from './index.js'
export * from '../window/index.js'
