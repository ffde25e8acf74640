/** So many messages in a row that the book has already: the source counts anew. */
const MOST_OLD = 100

/** The numbers of a message that changes a book. */
export interface NumberedMessage {
  readonly firstSequence: number
  readonly sequence: number
  readonly previousSequence?: number | undefined
}

/** Whether messages of a book follow each other, as their numbers say. */
export class MessageNumbers {
  /** Has there been a snapshot, and nothing missing since? */
  isValid = false
  /** Does the next message follow a snapshot, which may be in the middle of it? */
  #isFirst = false
  #last = NaN
  #oldInARow = 0

  /** A snapshot. */
  begin(sequence: number): void {
    this.isValid = this.#isFirst = true
    this.#last = sequence
    this.#oldInARow = 0
  }

  /** Is it a copy, or in the snapshot already? Such are passed over, unless there is no end of them. */
  isOld({ sequence }: NumberedMessage): boolean {
    return this.isValid && sequence <= this.#last && ++this.#oldInARow < MOST_OLD
  }

  follows({ firstSequence, sequence, previousSequence }: NumberedMessage): boolean {
    const last = this.#last
    if (sequence <= last) return false
    if (this.#isFirst) return firstSequence <= last + 1
    return previousSequence === undefined ? firstSequence === last + 1 : previousSequence === last
  }

  take({ sequence }: NumberedMessage): void {
    this.#last = sequence
    this.#isFirst = false
    this.#oldInARow = 0
  }
}
