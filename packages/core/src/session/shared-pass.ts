import type { ColumnChunk, Recorded } from '../market/index.js'

/** A reader may be this many chunks ahead of the other; then it waits. */
const MOST_AHEAD = 2

/** Two runs that read the same streams in step, so that a source is read once and at most few chunks are held. */
export class SharedPass {
  readonly #readers = new Map<Recorded, readonly [Recorded, Recorded]>() // bound: one entry a stream of the data
  readonly #gate: Gate = { waiting: [], gone: 0 }

  /** The stream as the first (0) or the second (1) run reads it. */
  reader(stream: Recorded, run: 0 | 1): Recorded {
    let readers = this.#readers.get(stream)
    if (readers === undefined) {
      const shared = new SharedStream(stream, this.#gate)
      const readerOf = (run: 0 | 1): Recorded => ({ ...stream, chunks: () => shared.chunksFor(run) }) as Recorded
      this.#readers.set(stream, (readers = [readerOf(0), readerOf(1)]))
    }
    return readers[run]
  }

  /** One of the runs is over: the other waits for it no more. */
  leave(): void {
    this.#gate.gone++
    wakeAll(this.#gate)
  }
}

interface Gate {
  waiting: (() => void)[] // bound: one a run
  gone: number
}

function wakeAll(gate: Gate): void {
  const { waiting } = gate
  gate.waiting = []
  for (const wake of waiting) wake()
}

type Pulled = IteratorResult<ColumnChunk>

class SharedStream {
  readonly #stream: Recorded
  readonly #gate: Gate
  #source: AsyncIterator<ColumnChunk> | Iterator<ColumnChunk> | null = null
  /** Results that the reader behind has still to take, oldest first. */
  #held: (Pulled | Promise<Pulled>)[] = [] // bound: MOST_AHEAD, and rows of one instant that fill whole chunks
  /** Chunks that each run has taken. */
  readonly #taken: [number, number] = [0, 0]
  #closed = 0

  constructor(stream: Recorded, gate: Gate) {
    this.#stream = stream
    this.#gate = gate
  }

  chunksFor(run: 0 | 1): AsyncIterableIterator<ColumnChunk> {
    const chunks: AsyncIterableIterator<ColumnChunk> = {
      next: () => this.#next(run),
      return: async () => {
        if (++this.#closed === 2) await this.#source?.return?.()
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]: () => chunks,
    }
    return chunks
  }

  async #next(run: 0 | 1): Promise<Pulled> {
    const other = run === 0 ? 1 : 0
    const gate = this.#gate
    while (this.#taken[run] - this.#taken[other] >= MOST_AHEAD && gate.gone === 0) {
      // Both waiting, each on another stream: rows of one instant fill whole chunks. One more chunk then.
      if (gate.waiting.length > 0) break
      await new Promise<void>((resolve) => gate.waiting.push(resolve))
    }
    const isAhead = this.#taken[run] >= this.#taken[other]
    this.#taken[run]++
    const pulled = isAhead ? this.#pull() : (this.#held.shift() as Pulled | Promise<Pulled>)
    if (isAhead && gate.gone === 0) this.#held.push(pulled)
    wakeAll(gate)
    return pulled
  }

  #pull(): Pulled | Promise<Pulled> {
    if (this.#source === null) {
      const chunks: AsyncIterable<ColumnChunk> | Iterable<ColumnChunk> = this.#stream.chunks()
      this.#source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
    }
    return this.#source.next()
  }
}
