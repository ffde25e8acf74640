import { TapelineError } from '../errors/index.js'
import type { RunCore } from './run-core.js'

/** An error that escaped from a handler of the strategy, told apart from those of the machinery. */
export function strategyFailure(core: RunCore, cause: unknown): TapelineError {
  core.gate.isOpen = false
  if (cause instanceof TapelineError) return cause
  const { now } = core.clock
  const message = cause instanceof Error ? cause.message : String(cause)
  return new TapelineError(`Strategy ${core.strategyName} threw at ${now}: ${message}`, {
    code: 'STRATEGY_FAILED',
    details: { strategy: core.strategyName, ts: now },
    cause,
  })
}

/** Refuses a handler's answer when it is a promise: a decision that comes later would be another moment's. */
export function refusePromise(strategy: string, handler: string, answer: unknown): void {
  if (typeof (answer as { then?: unknown } | null)?.then !== 'function') return
  // The promise is nobody's: its failure must not surface as an unhandled rejection on top of this error.
  Promise.resolve(answer).catch(() => undefined)
  throw new TapelineError(`Strategy ${strategy}: ${handler} returned a promise.`, {
    code: 'ASYNC_HANDLER',
    hint: 'Handlers are synchronous: decide now, and leave slow work to a queue outside.',
  })
}
