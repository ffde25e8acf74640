import { bars, strategy, trades } from '../../src/index.js'
import { paper, type PaperProgress, type PaperRun, type Rejection } from '../../src/session/trading.js'
import { START, until, type LiveMarket } from './live-market.js'
import { COIN } from './recorded-rows.js'

export const account: { readonly USD: number } = { USD: 10_000 }

/** Buys at a limit with the first print, and keeps what it saw. */
export function watcher(limit: number): { readonly seen: string[]; readonly strategy: ReturnType<typeof strategy> } {
  const seen: string[] = []
  const made = strategy({
    name: 'watcher',
    warmup: 'partial',
    data: { main: bars('1m'), prints: trades() },
    state: () => ({ isDone: false }),
    onBar({ bar, now }) {
      seen.push(`bar ${bar.open} ${bar.close} x${bar.volume} at ${(now - START) / 1_000}`)
    },
    onTrade({ trade, orders, state }) {
      seen.push(`print ${trade.price}`)
      if (!state.isDone) orders.buy({ quantity: 1, limit })
      state.isDone = true
    },
    onOrder(event) {
      seen.push(event.type)
    },
  })
  return { seen, strategy: made as never }
}

export async function start(
  market: LiveMarket,
  of: ReturnType<typeof watcher>['strategy'],
  options: object = {},
): Promise<{ readonly run: PaperRun; readonly progress: () => PaperProgress; readonly rejections: Rejection[] }> {
  const run = paper({
    strategy: of,
    source: market.events$,
    clock: market.clock,
    instruments: [COIN],
    account,
    progressMs: 0,
    ...options,
  })
  let progress: PaperProgress | null = null
  const rejections: Rejection[] = []
  run.progress$.subscribe((one) => (progress = one))
  run.rejections$.subscribe((one) => rejections.push(one))
  await until(run, 'running')
  return { run, progress: () => progress as unknown as PaperProgress, rejections }
}
