import { show } from '@tapeline/core'

/** Why a frame, or an element of it, was refused; stable names to count and to branch on. */
export type WireReason =
  | 'too_long'
  | 'not_text'
  | 'not_json'
  | 'not_protobuf'
  | 'unknown_message'
  | 'unsupported'
  | 'unknown_symbol'
  | 'missing_field'
  | 'bad_field'
  | 'bad_number'
  | 'bad_time'
  | 'bad_id'
  | 'inconsistent'

/** All reasons, for counters and tables. */
export const wireReasons: readonly WireReason[] = [
  'too_long',
  'not_text',
  'not_json',
  'not_protobuf',
  'unknown_message',
  'unsupported',
  'unknown_symbol',
  'missing_field',
  'bad_field',
  'bad_number',
  'bad_time',
  'bad_id',
  'inconsistent',
]

/** What was wrong with a frame: nothing of the refused message became an event. */
export interface WireFault {
  /** Tells it from market events. */
  readonly type: 'ParseError'
  /** When the frame was received, as it was handed in. */
  readonly tsRecv: number
  /** The kind of fault. */
  readonly reason: WireReason
  /** The field in the venue's own words, such as `b[3]` or `k.o`; empty where the whole message is meant. */
  readonly field: string
  /** What stood there, cut to 80 characters. */
  readonly value: string
  /** What would have been accepted, in words. */
  readonly expected: string
}

/** Ends the reading of one message; never leaves the reader. Not an Error: a flood of bad frames pays for no stack. */
export class WireRefusal {
  readonly reason: WireReason
  readonly field: string
  readonly value: unknown
  readonly expected: string

  constructor(reason: WireReason, field: string, value: unknown, expected: string) {
    // What is not there is missing, whatever it would have been.
    this.reason = value === undefined ? 'missing_field' : reason
    this.field = field
    this.value = value
    this.expected = expected
  }

  /** As it is told outside. */
  fault(tsRecv: number): WireFault {
    const { reason, field, value, expected } = this
    return { type: 'ParseError', tsRecv, reason, field, value: show(value), expected }
  }
}
