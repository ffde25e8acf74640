import type { DueTimers, Lane } from './lane.js'
import { LaneQueue } from './lane-queue.js'

/** Several lanes as one: each goes as far as it comes before all others. */
export class LaneMerge {
  readonly #lanes: readonly Lane[]
  readonly #timers: DueTimers
  readonly #queue: LaneQueue
  /** Places of the lanes that need a block. */
  #starved: number[] // bound: one entry a lane
  /** Places of the lanes that share an instant, and their seats in the queue. */
  readonly #together: Int32Array
  readonly #seats: Int32Array
  readonly #open: Set<Lane> // bound: the lanes

  constructor(lanes: readonly Lane[], timers: DueTimers) {
    this.#lanes = lanes
    this.#timers = timers
    this.#queue = new LaneQueue(lanes.length)
    this.#together = new Int32Array(lanes.length)
    this.#seats = new Int32Array(lanes.length)
    this.#starved = lanes.map((_, place) => place)
    this.#open = new Set(lanes)
  }

  get needsBlocks(): boolean {
    return this.#starved.length > 0
  }

  /** Has every lane ended, but for what falls due if another carries the clock that far? */
  get isOver(): boolean {
    for (const lane of this.#open) if (!lane.isTail) return false
    return true
  }

  /** Loads what is needed; `wait` sees a promise only where a source answered with one. */
  async load(wait: (loaded: Promise<boolean>) => Promise<boolean>): Promise<void> {
    const starved = this.#starved
    this.#starved = []
    for (const place of starved) {
      const lane = this.#lanes[place]!
      const loaded = lane.load()
      if (typeof loaded === 'boolean' ? loaded : await wait(loaded)) this.#queue.add(place, lane.headKey)
      else this.#open.delete(lane)
    }
  }

  /** The next instant, or as much of the next lane as comes before all others. */
  step(): void {
    const queue = this.#queue
    const timers = this.#timers
    const now = queue.firstKey
    if (timers.headKey < now) {
      timers.runNext()
      return
    }
    const limit = queue.secondKey
    if (now === limit) {
      this.#stepTogether()
      return
    }
    const place = queue.first
    const lane = this.#lanes[place]!
    lane.runBefore(limit)
    if (lane.needsBlock) {
      queue.removeFirst()
      this.#starved.push(place)
    } else queue.moveFirst(lane.headKey)
  }

  /** Lanes that share an instant are all applied before the strategy hears of the first. */
  #stepTogether(): void {
    const lanes = this.#lanes
    const queue = this.#queue
    const seats = this.#seats
    const together = this.#together
    const count = queue.seatsOfFirst(seats)
    for (let i = 0; i < count; i++) {
      const place = queue.placeAt(seats[i]!)
      let at = i
      for (; at > 0 && together[at - 1]! > place; at--) together[at] = together[at - 1]!
      together[at] = place
    }
    for (let i = 0; i < count; i++) lanes[together[i]!]!.apply()
    let starves = false
    for (let i = 0; i < count; i++) {
      const lane = lanes[together[i]!]!
      lane.dispatch()
      starves ||= lane.needsBlock
    }
    if (starves) this.#seatAnew(count)
    else for (let i = count - 1; i >= 0; i--) queue.move(seats[i]!, lanes[queue.placeAt(seats[i]!)]!.headKey)
  }

  /** Takes the first lanes out of the queue, and those that have a row back in. */
  #seatAnew(count: number): void {
    for (let i = 0; i < count; i++) this.#queue.removeFirst()
    for (let i = 0; i < count; i++) {
      const place = this.#together[i]!
      const lane = this.#lanes[place]!
      if (lane.needsBlock) this.#starved.push(place)
      else this.#queue.add(place, lane.headKey)
    }
  }
}
