import type { BookPicture } from '../../book/book-picture.js'

/** Whose print it must have been: who reaches the other side's best price took. 1 a buyer, -1 a seller, 0 unknown. */
export function aggressorAt({ bids, asks }: BookPicture, ticks: number): number {
  if (ticks >= asks.bestRank) return 1
  return ticks <= -bids.bestRank ? -1 : 0
}
