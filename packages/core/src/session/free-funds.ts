import { fromSteps } from '../symbols/index.js'
import type { RunCore } from './run-core.js'

/** Money of a currency that open orders, of any instrument, have not spoken for; those at market keep their reserve for a gap too. */
export function freeFunds(core: RunCore, currency: string): number {
  const { account, feeModel } = core
  let free = account.fundsIn(currency)
  for (const { market, index, instrument } of core.instruments) {
    const mark = account.markOf(index)
    for (const { side, limitPrice, stopPrice, leavesLots, positionSide } of market.open) {
      if (account.payCurrency(index, side) !== currency) continue
      const price = limitPrice ?? (stopPrice ?? mark) * (1 + core.gapReserve)
      const opening = Math.max(0, leavesLots - account.closableLots(index, side, positionSide))
      free -= fromSteps(opening, instrument.lotSize) * account.unitCost(index, side, price, feeModel.worstRate)
    }
  }
  return free
}
