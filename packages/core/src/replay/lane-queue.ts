/** Behind every place: what is missing comes last. */
const NOWHERE = 0x7fffffff

/**
 * Which of many streams comes next: a binary heap of places with their keys, equal keys in the order of their places.
 * A stream that moves on costs `log2(streams)` comparisons; nothing is allocated.
 */
export class LaneQueue {
  size = 0
  /** Infinity behind the last one. */
  readonly #keys: Float64Array
  readonly #places: Int32Array

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity + 3).fill(Infinity)
    this.#places = new Int32Array(capacity + 3).fill(NOWHERE)
  }

  /** Key of the next one; Infinity where there is none. */
  get firstKey(): number {
    return this.#keys[0]!
  }

  /** Place of the next one. */
  get first(): number {
    return this.#places[0]!
  }

  /** Key of the one after the next; Infinity where there is none. */
  get secondKey(): number {
    const keys = this.#keys
    return keys[1 + (+(keys[2]! < keys[1]!) | 0)]!
  }

  add(place: number, key: number): void {
    const keys = this.#keys
    const places = this.#places
    let at = this.size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (keys[parent]! < key || (keys[parent]! === key && places[parent]! < place)) break
      keys[at] = keys[parent]!
      places[at] = places[parent]!
      at = parent
    }
    keys[at] = key
    places[at] = place
  }

  removeFirst(): void {
    const last = --this.size
    const place = this.#places[last]!
    const key = this.#keys[last]!
    this.#places[last] = NOWHERE
    this.#keys[last] = Infinity
    if (last > 0) this.#sink(0, place, key)
  }

  /** The next one has moved on to `key`. */
  moveFirst(key: number): void {
    this.#sink(0, this.#places[0]!, key)
  }

  /** Seats of all that share the first key, ascending, into `seats`; returns how many. They are at the top of the heap, which is not empty. */
  seatsOfFirst(seats: Int32Array): number {
    const keys = this.#keys
    const { size, firstKey } = this
    let count = 1
    seats[0] = 0
    for (let i = 0; i < count; i++) {
      const child = 2 * seats[i]! + 1
      if (child >= size) break
      if (keys[child] === firstKey) seats[count++] = child
      if (keys[child + 1] === firstKey) seats[count++] = child + 1
    }
    return count
  }

  placeAt(seat: number): number {
    return this.#places[seat]!
  }

  /** The one in a seat has moved on to `key`, which is not before its last. Of several the last seat comes first. */
  move(seat: number, key: number): void {
    this.#sink(seat, this.#places[seat]!, key)
  }

  #sink(seat: number, place: number, key: number): void {
    const keys = this.#keys
    const places = this.#places
    const { size } = this
    let at = seat
    for (let child = 2 * seat + 1; child < size; child = 2 * at + 1) {
      const left = keys[child]!
      const right = keys[child + 1]!
      // Which child comes first is as good as random: added, not branched upon, it costs no wrong guess.
      if (left !== right) child += +(right < left) | 0
      else if (places[child + 1]! < places[child]!) child++
      const next = keys[child]!
      if (next > key || (next === key && places[child]! > place)) break
      keys[at] = next
      places[at] = places[child]!
      at = child
    }
    keys[at] = key
    places[at] = place
  }
}
