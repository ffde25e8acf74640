/** One promise of an interface, tried on somebody's implementation; free of any test runner. */
export interface ConformanceCase {
  /** What is promised, as a sentence. */
  readonly name: string
  /** Throws, or rejects, with what is wrong where the promise is broken. */
  run(): void | Promise<void>
}
