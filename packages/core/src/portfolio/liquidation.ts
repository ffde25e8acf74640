import { fromSteps } from '../symbols/index.js'
import type { AccountBooks } from './account-books.js'
import type { MarginGuard } from './margin-guard.js'
import { moneyProduct, moneyRatio, moneyToNumber } from './money.js'

/**
 * Closes by force what is no longer backed. Cross: all open orders end, then the position that loses most is closed
 * whole, and so on until equity is above the maintenance margin. Isolated: the orders and the position of the
 * instrument. The fill is at the mark that breached, or at the bankruptcy price; a loss beyond what backed the position
 * is the insurance fund's, as is what an account without positions owes.
 */
export function liquidate(account: AccountBooks, guard: MarginGuard, index: number): void {
  const { marginMode, isInsured } = guard.options
  const isCross = marginMode === 'cross'
  for (let i = 0; i < account.instruments.length; i++)
    if (account.open.length > 0 && (isCross || i === index)) account.host?.cancelOrders(i)
  while (guard.excess(index, 1) <= 0) {
    const open = account.open.filter(
      (slot) => isCross || (account.indexOf(slot) === index && guard.excessOf(slot, 1) <= 0),
    )
    const slot = worstOf(account, open)
    if (slot === null || !close(account, guard, slot)) break
  }
  if (isInsured && account.open.length === 0 && account.equity < 0) insureAll(account)
}

/** Returns false where nothing could be closed. */
function close(account: AccountBooks, guard: MarginGuard, slot: number): boolean {
  const { liquidationAt, liquidationFee, isInsured, marginMode } = guard.options
  const index = account.indexOf(slot)
  const holding = account.holdings[slot]!
  const { lots, margin, instrument } = holding
  const mark = account.marks[index]!
  const price = liquidationAt === 'mark' ? mark : (guard.bankruptcyPrice(slot) ?? mark)
  const settle = account.settles[index]!
  const ledger = account.balanceSheet.ledgers[settle]!
  const before = ledger.cash
  const feesBefore = account.feesPaid
  const { contractSize, lotSize, id } = instrument
  guard.forcedCharge = (quantity, scale, value) =>
    value === undefined
      ? moneyProduct([price, quantity, contractSize, liquidationFee], scale)
      : moneyRatio([...value.times, liquidationFee], value.per, scale)
  const side = lots > 0 ? 'sell' : 'buy'
  const leg = account.legs === 1 ? null : slot % 2 === 0 ? 'long' : 'short'
  const count = Math.abs(lots)
  if (account.host === null) account.execute(index, 0, side, count, price, guard.forcedCharge, 1, leg)
  else account.host.liquidate(index, side, count, price, leg)
  guard.forcedCharge = null
  account.assume(index, mark)
  if (holding.lots === lots) return false
  account.host?.note({
    type: 'PositionLiquidated',
    ts: account.host.now,
    instrumentId: id,
    side: lots > 0 ? 'long' : 'short',
    quantity: fromSteps(count, lotSize),
    price,
    fee: account.feesPaid - feesBefore,
    currency: account.currency,
  })
  if (marginMode === 'isolated' && isInsured) insure(account, settle, before - margin - ledger.cash)
  return true
}

function insure(account: AccountBooks, at: number, shortfall: bigint): void {
  if (shortfall <= 0n) return
  const { currency, scale } = account.balanceSheet.ledgers[at]!
  account.bookCarry(at, shortfall, 'insurance')
  account.host?.note({ type: 'InsurancePaid', ts: account.host.now, currency, amount: moneyToNumber(shortfall, scale) })
}

/** An account that owes more than it has ends with nothing in any currency. */
function insureAll(account: AccountBooks): void {
  const amount = -account.equity
  for (const [at, { cash }] of account.balanceSheet.ledgers.entries()) account.bookCarry(at, -cash, 'insurance')
  account.host?.note({ type: 'InsurancePaid', ts: account.host.now, currency: account.currency, amount })
}

function worstOf(account: AccountBooks, slots: readonly number[]): number | null {
  let worst: number | null = null
  let least = Infinity
  for (const slot of slots) {
    const index = account.indexOf(slot)
    const profit = account.holdings[slot]!.profitAt(account.marks[index]!) * account.valueRate(index)
    if (profit < least) {
      least = profit
      worst = slot
    }
  }
  return worst
}
