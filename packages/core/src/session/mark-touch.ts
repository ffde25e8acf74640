import type { BookPicture } from '../book/book-picture.js'
import type { InstrumentRun } from './instrument-run.js'
import type { RunCore } from './run-core.js'

/** Where nothing is traded in the data, a position is worth the middle between best bid and best ask. */
export function markTouch(run: InstrumentRun, picture: BookPicture): void {
  const { isValid, bids, asks } = picture
  if (!isValid || bids.count === 0 || asks.count === 0) return
  run.core.account.mark(run.index, (picture.priceOf(bids.bestRank) + picture.priceOf(asks.bestRank)) / 2)
}

/** Takes down equity where it reached a new extreme or a sample is due. */
export function observeEquity({ account, recorder, clock }: RunCore): void {
  const { equity } = account
  if (equity > recorder.peak || equity < recorder.low || clock.now >= recorder.nextSampleTs)
    recorder.observe(clock.now, equity)
}
