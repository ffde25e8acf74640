import type { Instrument } from '../../src/market/index.js'
import { marginAccount, type MarginAccountOptions } from '../../src/portfolio/accounts.js'
import type { TradingAccount } from '../../src/portfolio/index.js'
import { FakeHost } from './fake-host.js'

/** A margin account with a host that closes positions by force as a run does. */
export function opened(
  instruments: readonly Instrument[],
  options: MarginAccountOptions,
  feeCurrency: string | null = null,
): { readonly account: TradingAccount; readonly host: FakeHost } {
  const account = marginAccount(options).open(instruments)
  const host = new FakeHost(feeCurrency)
  host.onLiquidate = (index, side, lots, price, leg) =>
    void account.execute(index, host.now, side, lots, price, () => 0n, 1, leg)
  account.begin?.(host)
  return { account, host }
}
