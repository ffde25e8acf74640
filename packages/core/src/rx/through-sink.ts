import { Observable, takeWhile, type OperatorFunction } from 'rxjs'

/** Something that takes events and hands results to a sink, as builders of bars do. */
export interface Machine<In> {
  /** Takes an event. */
  update(event: In): void
  /** Tells the time. */
  advance(now: number): void
  /** Ends the stream. */
  finish(): void
}

/** Puts a machine into a stream, one for each subscriber; `make` is called at once too, so that bad options throw here. */
export function throughSink<In, Out>(
  make: (sink: (result: Out) => void) => Machine<In>,
  clock$?: Observable<number>,
): OperatorFunction<In, Out> {
  make(() => undefined)
  return (source) =>
    new Observable<Out>((subscriber) => {
      const machine = make((result) => subscriber.next(result))
      const attempt = (act: () => void): void => {
        try {
          act()
        } catch (error) {
          subscriber.error(error)
        }
      }
      const error = (reason: unknown): void => subscriber.error(reason)
      const isWanted = (): boolean => !subscriber.closed
      subscriber.add(
        clock$?.pipe(takeWhile(isWanted)).subscribe({ next: (now) => attempt(() => machine.advance(now)), error }),
      )
      subscriber.add(
        source.pipe(takeWhile(isWanted)).subscribe({
          next: (event) => attempt(() => machine.update(event)),
          error,
          complete: () => {
            attempt(() => machine.finish())
            subscriber.complete()
          },
        }),
      )
    })
}
