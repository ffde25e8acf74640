/**
 * Which of many streams comes next: a binary heap of places with their keys, equal keys in the order of their places.
 * A stream that moves on costs `log2(streams)` comparisons; nothing is allocated.
 */
export class LaneQueue {
  size = 0
  readonly #keys: Float64Array
  readonly #places: Int32Array

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity)
    this.#places = new Int32Array(capacity)
  }

  /** Key of the next one; Infinity where there is none. */
  get firstKey(): number {
    return this.size === 0 ? Infinity : this.#keys[0]!
  }

  /** Place of the next one. */
  get first(): number {
    return this.#places[0]!
  }

  /** Key of the one after the next; Infinity where there is none. */
  get secondKey(): number {
    const keys = this.#keys
    if (this.size < 2) return Infinity
    return this.size > 2 && keys[2]! < keys[1]! ? keys[2]! : keys[1]!
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
    if (last > 0) this.#sink(this.#places[last]!, this.#keys[last]!)
  }

  /** The next one has moved on to `key`. */
  moveFirst(key: number): void {
    this.#sink(this.#places[0]!, key)
  }

  #sink(place: number, key: number): void {
    const keys = this.#keys
    const places = this.#places
    const { size } = this
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      const right = child + 1
      if (
        right < size &&
        (keys[right]! < keys[child]! || (keys[right]! === keys[child]! && places[right]! < places[child]!))
      )
        child = right
      if (keys[child]! > key || (keys[child]! === key && places[child]! > place)) break
      keys[at] = keys[child]!
      places[at] = places[child]!
      at = child
    }
    keys[at] = key
    places[at] = place
  }
}
