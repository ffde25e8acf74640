/** Slots of a new table. */
const FIRST_SLOTS = 64

/** Orders of a book by their id, as parallel columns: nothing is allocated for one that comes or goes. */
export class OrderTable {
  /** 1 bid, -1 ask; by slot, as all columns. */
  sides: Int8Array = new Int8Array(FIRST_SLOTS)
  ticks: Float64Array = new Float64Array(FIRST_SLOTS)
  lots: Float64Array = new Float64Array(FIRST_SLOTS)
  /** Who has the lower one came earlier. */
  places: Float64Array = new Float64Array(FIRST_SLOTS)
  private readonly slots = new Map<number, number>() // bound: whoever adds refuses more than it keeps
  /** Slots that no order uses: the last `length - count` of this list. */
  private spare: Int32Array = Int32Array.from({ length: FIRST_SLOTS }, (_, slot) => slot)

  get count(): number {
    return this.slots.size
  }

  /** The slot of an order, -1 where it is not known. */
  slotOf(orderId: number): number {
    return this.slots.get(orderId) ?? -1
  }

  add(orderId: number, side: number, ticks: number, lots: number, place: number): void {
    const { count } = this
    if (count === this.spare.length) this.grow()
    const slot = this.spare[count] as number
    this.slots.set(orderId, slot)
    this.sides[slot] = side
    this.ticks[slot] = ticks
    this.lots[slot] = lots
    this.places[slot] = place
  }

  delete(orderId: number, slot: number): void {
    this.slots.delete(orderId)
    this.spare[this.slots.size] = slot
  }

  private grow(): void {
    const size = this.spare.length
    const sides = new Int8Array(size * 2)
    sides.set(this.sides)
    this.sides = sides
    this.ticks = doubled(this.ticks)
    this.lots = doubled(this.lots)
    this.places = doubled(this.places)
    this.spare = Int32Array.from({ length: size * 2 }, (_, slot) => slot)
  }
}

function doubled(column: Float64Array): Float64Array {
  const wider = new Float64Array(column.length * 2)
  wider.set(column)
  return wider
}
