import { defer, finalize, map, type OperatorFunction } from 'rxjs'
import { Answers } from './answers.js'

/**
 * Adds answers to each event, by name: those of any operators that answer each event at once, such as `rising`,
 * `percentRank`, or a `map`. One that does not answer ends the stream with `NO_ANSWER`.
 *
 * @example
 * ```ts
 * import { annotate, rising, zScore } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * of({ price: 9 }, { price: 11 })
 *   .pipe(annotate({ up: rising((e) => e.price), far: zScore((e) => e.price, 2) }))
 *   .subscribe((event) => {
 *     console.log(event)
 *     // { price: 9, up: false, far: null }
 *     // { price: 11, up: true, far: 1 }
 *   })
 * ```
 */
export function annotate<T extends object, A extends Readonly<Record<string, unknown>>>(operators: {
  readonly [K in keyof A]: OperatorFunction<T, A[K]>
}): OperatorFunction<T, T & Readonly<A>> {
  return (source) =>
    defer(() => {
      const asked = Object.entries(operators as Readonly<Record<string, OperatorFunction<T, unknown>>>).map(
        ([name, operator]) => [name, new Answers(`annotate ${name}`, operator)] as const,
      )
      return source.pipe(
        map((event) => {
          const answers = Object.fromEntries(asked.map(([name, one]) => [name, one.ask(event)]))
          return { ...event, ...answers } as T & Readonly<A>
        }),
        finalize(() => asked.forEach(([, one]) => one.close())),
      )
    })
}
