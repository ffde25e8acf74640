/** A stable, machine-readable name of one kind of failure, such as `BAD_PARAMETER`. */
export type ErrorCode = string

/** What a {@link TapelineError} carries beside its message. */
export interface TapelineErrorOptions {
  /** Stable name to branch on; messages may be reworded, codes never change. */
  readonly code: ErrorCode
  /** What the reader can do about it, in one sentence. */
  readonly hint?: string | undefined
  /** True when the same call may succeed later without any change. */
  readonly retryable?: boolean | undefined
  /** The facts of the failure (numbers, names, limits), for logs and tests. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  /** The error below, where there is one. */
  readonly cause?: unknown
}

/**
 * The one base of every error that Tapeline throws or emits.
 *
 * Branch on `code` or ask {@link isTapelineError}: two copies of the library in one program do not
 * share classes, so `instanceof` can lie.
 */
export class TapelineError extends Error {
  /** Always `TapelineError`. */
  override readonly name: string = 'TapelineError'
  /** Stable name to branch on; the table of codes is in docs/backtest.md. */
  readonly code: ErrorCode
  /** What the reader can do about it; it also ends the message. */
  readonly hint: string | undefined
  /** True when the same call may succeed later without any change. */
  readonly retryable: boolean
  /** The facts of the failure, for logs and tests. Never a secret. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, options: TapelineErrorOptions) {
    super(
      options.hint === undefined ? message : `${message} ${options.hint}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.code = options.code
    this.hint = options.hint
    this.retryable = options.retryable ?? false
    this.details = options.details ?? {}
  }
}

/**
 * Is this one of Tapeline's errors, and, when a code is given, of that code?
 *
 * @example
 * ```ts
 * import { bars, isTapelineError } from '@tapeline/core'
 * try {
 *   bars('1 day' as '1d')
 * } catch (error) {
 *   console.log(isTapelineError(error, 'BAD_PARAMETER')) // true
 * }
 * ```
 */
export function isTapelineError(error: unknown, code?: ErrorCode): error is TapelineError {
  if (!(error instanceof Error)) return false
  const candidate = error as Partial<TapelineError>
  return (
    typeof candidate.code === 'string' &&
    typeof candidate.retryable === 'boolean' &&
    (code === undefined || candidate.code === code)
  )
}
