/** What a book must know of its instrument; an `Instrument` says it too. */
export interface OrderBookOptions {
  /** The venue's step of prices, quote currency; a decimal. Old orders may rest up to four decimal places finer. */
  readonly tickSize: number
  /**
   * Where given, sizes are counted in whole steps of this decimal, and a size off it is refused. Mind that the lot size
   * of orders is often too coarse: what rests may be older than it, or the rest of a fill. Unless given, a size is the
   * double nearest to what the venue wrote.
   */
  readonly sizeStep?: number | undefined
  /** Most levels kept of each side, 1 to 1,000,000; 10,000 unless said. */
  readonly maxLevels?: number | undefined
}

/** Price and size of a level. */
export interface PricedLevel {
  /** Price, quote currency. */
  readonly price: number
  /** Base units. */
  readonly size: number
}
