import { badParameter } from '../errors/index.js'
import { log } from './log.js'

/** The state of a {@link SeededRandom}: structured-clonable, and all that is needed to go on. */
export interface SeededRandomSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** What it was made from. */
  readonly seed: Uint32Array
  /** Where it stands. */
  readonly state: Uint32Array
  /** The second of a pair of normal deviates, if it waits to be handed out. */
  readonly spareNormal: number | null
}

/**
 * Random numbers that a seed decides: the same on every runtime, today and in ten years, so that a run can be repeated.
 * Not for secrets.
 *
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand): period at least 2^32, 2^127 on average. Cost: a few nanoseconds a
 * number, no memory.
 *
 * @example
 * ```ts
 * import { SeededRandom } from '@tapeline/core/math'
 * const random = new SeededRandom('monday')
 * const again = new SeededRandom('monday')
 * console.log(random.next() === again.next()) // true
 * ```
 */
export class SeededRandom {
  readonly #seed = new Int32Array(4)
  readonly #state = new Int32Array(4)
  #spareNormal: number | null = null

  /** @param seed Any finite number or string; different seeds give unrelated sequences. */
  constructor(seed: number | string) {
    if (typeof seed !== 'string' && !(typeof seed === 'number' && seed - seed === 0)) {
      throw badParameter({
        owner: 'SeededRandom',
        parameter: 'seed',
        value: seed,
        expected: 'a finite number or a string',
      })
    }
    this.#start(typeof seed === 'string' ? `s${seed}` : `n${seed === 0 ? 0 : seed}`, EMPTY_SEED)
  }

  /** A whole number from 0 to 2^32 - 1. */
  nextUint32(): number {
    return step(this.#state) >>> 0
  }

  /** A number in [0, 1) with 53 random bits. */
  next(): number {
    const high = step(this.#state) >>> 5
    const low = step(this.#state) >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /** A whole number from 0 to n - 1, each equally likely; n is from 1 to 2^32. */
  int(n: number): number {
    if (!(n >= 1 && n <= 4294967296 && Math.floor(n) === n)) {
      throw badParameter({
        owner: 'SeededRandom.int',
        parameter: 'n',
        value: n,
        expected: 'a whole number from 1 to 4294967296',
      })
    }
    // Numbers past the last whole multiple of n would favour the small results: they are drawn again.
    const limit = 4294967296 - (4294967296 % n)
    for (;;) {
      const drawn = step(this.#state) >>> 0
      if (drawn < limit) return drawn % n
    }
  }

  /** A normal deviate of mean 0 and standard deviation 1 (Marsaglia's polar method, 1964). */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal
      this.#spareNormal = null
      return spare
    }
    for (;;) {
      const x = 2 * this.next() - 1
      const y = 2 * this.next() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * log(square)) / square)
        this.#spareNormal = y * factor
        return x * factor
      }
    }
  }

  /** An exponential deviate of mean 1: the waiting time until an event that comes once in a unit of time. */
  exponential(): number {
    return -log(1 - this.next())
  }

  /**
   * An unrelated generator that depends on this one's seed and the label alone, not on how much was drawn:
   * what one part of a simulation draws never changes another part.
   */
  fork(label: string): SeededRandom {
    const child = new SeededRandom(0)
    child.#start(`f${label}`, this.#seed)
    return child
  }

  /** Where it stands, as plain data. */
  snapshot(): SeededRandomSnapshot {
    return {
      version: 1,
      seed: new Uint32Array(this.#seed),
      state: new Uint32Array(this.#state),
      spareNormal: this.#spareNormal,
    }
  }

  /** Goes on from where a snapshot stood. */
  restore(snapshot: SeededRandomSnapshot): void {
    if (snapshot.version !== 1 || snapshot.seed.length !== 4 || snapshot.state.length !== 4) {
      throw badParameter({
        owner: 'SeededRandom.restore',
        parameter: 'snapshot',
        value: snapshot,
        expected: 'a snapshot of version 1',
      })
    }
    this.#seed.set(snapshot.seed)
    this.#state.set(snapshot.state)
    this.#spareNormal = snapshot.spareNormal
  }

  #start(text: string, parent: Int32Array): void {
    mix(text, parent, this.#seed)
    this.#state.set(this.#seed)
    this.#state[3] = 1
    this.#spareNormal = null
    for (let i = 0; i < 15; i++) step(this.#state)
  }
}

const EMPTY_SEED: Int32Array = /*#__PURE__*/ new Int32Array(4)

/** One step of sfc32: three words of chaos and a counter. */
function step(state: Int32Array): number {
  const a = state[0] as number
  const b = state[1] as number
  const c = state[2] as number
  const counter = state[3] as number
  const result = (((a + b) | 0) + counter) | 0
  state[3] = (counter + 1) | 0
  state[0] = b ^ (b >>> 9)
  state[1] = (c + (c << 3)) | 0
  state[2] = (((c << 21) | (c >>> 11)) + result) | 0
  return result
}

/** Four words from a text and a parent's words, by multiply-and-rotate with the finaliser of MurmurHash3. */
function mix(text: string, parent: Int32Array, into: Int32Array): void {
  for (let word = 0; word < 4; word++) {
    let hash = (parent[word] as number) ^ Math.imul(word + 1, 0x9e3779b1)
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0xcc9e2d51)
      hash = Math.imul((hash << 15) | (hash >>> 17), 0x1b873593) + word
    }
    hash ^= text.length
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    into[word] = hash ^ (hash >>> 16)
  }
}
