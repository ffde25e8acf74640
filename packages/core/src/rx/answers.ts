import { Subject, type OperatorFunction, type Subscription } from 'rxjs'
import { TapelineError } from '../errors/index.js'

/** Asks an operator about events one by one; it must answer each at once, with one value. */
export class Answers<T, Out> {
  readonly #owner: string
  readonly #events = new Subject<T>()
  readonly #subscription: Subscription
  #answer: { readonly value: Out } | null = null
  #error: { readonly value: unknown } | null = null

  constructor(owner: string, operator: OperatorFunction<T, Out>) {
    this.#owner = owner
    this.#subscription = this.#events.pipe(operator).subscribe({
      next: (value) => (this.#answer = { value }),
      error: (value: unknown) => (this.#error = { value }),
    })
  }

  /** The operator's answer; what it fails with is thrown. */
  ask(event: T): Out {
    this.#answer = null
    this.#events.next(event)
    return this.#answered()
  }

  close(): void {
    this.#subscription.unsubscribe()
  }

  #answered(): Out {
    if (this.#error !== null) throw this.#error.value
    if (this.#answer !== null) return this.#answer.value
    throw new TapelineError(`${this.#owner}: the operator gave no answer at an event.`, {
      code: 'NO_ANSWER',
      hint: 'Give it one that maps each event to a value at once, such as crossesAbove or map.',
      details: { owner: this.#owner },
    })
  }
}
