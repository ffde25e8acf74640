import { defer, filter, finalize, type MonoTypeOperatorFunction, type OperatorFunction } from 'rxjs'
import { Answers } from './answers.js'

/**
 * Lets those events through at which a condition holds: any operator that answers each event with true or false at once,
 * such as `crossesAbove`, `forMs`, or a `map`. One that does not answer ends the stream with `NO_ANSWER`.
 *
 * @example
 * ```ts
 * import { crossesAbove, where } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * of({ price: 9, id: 'a' }, { price: 11, id: 'b' }).pipe(where(crossesAbove((e) => e.price, 10))).subscribe((event) => {
 *   console.log(event.id) // b
 * })
 * ```
 */
export function where<T>(condition: OperatorFunction<T, boolean>): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      const answers = new Answers('where', condition)
      return source.pipe(
        filter((event) => answers.ask(event)),
        finalize(() => answers.close()),
      )
    })
}
