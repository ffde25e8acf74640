// Exact accounting of random fills: on margin of a spot, a linear and an inverse instrument, and on cash of several
// currencies with fees in base.
//
//   node packages/workbench/bench/accounting.mjs [fills=10000000]
//
// Prints fills a second and the identity: what every ledger holds is its deposit and the sum of what was booked, taken
// from each fill's own exact figures, and what is held is the sum of lots. It is `ok` or `FAIL`. Then the cost of a
// mark with an open position, cash and margin in rounds that take turns, of which each keeps its best.
import { instrument } from '@tapeline/core'
import { SeededRandom } from '@tapeline/core/math'
import { cashAccount, marginAccount } from '@tapeline/core/trading'

const fills = Number(process.argv[2] ?? 10_000_000)
const usdt = { venue: 'x', quote: 'USDT', tickSize: 0.01 }
const spot = instrument({ ...usdt, symbol: 'BTC/USDT', lotSize: 0.001 })
const linear = instrument({ ...usdt, symbol: 'ETH/USDT:USDT', lotSize: 0.01, contractType: 'linear' })
const inverse = instrument({
  symbol: 'BTC/USD:BTC',
  venue: 'x',
  quote: 'USD',
  settle: 'BTC',
  contractType: 'inverse',
  contractSize: 100,
  lotSize: 1,
  tickSize: 0.1,
})
const rich = { balances: { USDT: 1e12, BTC: 1e8 }, rates: { BTC: 50_000, USD: 1 } }
let isRight = true

console.log(`${fills} fills in all, Node ${process.versions.node}`)
check('margin, net, spot', marginAccount({ ...rich, leverage: 100 }), [spot], fills / 4)
check('margin, net, linear', marginAccount({ ...rich, leverage: 100 }), [linear], fills / 4)
check('margin, net, inverse', marginAccount({ ...rich, leverage: 100 }), [inverse], fills / 4)
check('cash, fees in base', cashAccount(rich), [spot], fills / 4, 'base')
marks()
console.log(isRight ? 'ok' : 'FAIL')
if (!isRight) process.exitCode = 1

/** The sums are of exact products in whole smallest units, computed here from ticks and lots. */
function check(name, model, [one], count, feeCurrency = null) {
  const account = model.open([one])
  account.begin({ feeCurrency, now: 0, at() {}, cancelOrders() {}, liquidate() {}, note() {} })
  const random = new SeededRandom(7)
  const { lotSize, contractSize, contractType, base, quote, settle } = one
  const scales = Object.fromEntries(
    Object.entries(account.balances()).map(([key, text]) => [key, text.split('.')[1].length]),
  )
  const sums = Object.fromEntries(
    Object.entries(account.balances()).map(([key, text]) => [key, BigInt(text.replace('.', ''))]),
  )
  const feeIn = feeCurrency === 'base' ? base : settle
  let lots = 0
  let refused = 0
  const valueIn = contractType === 'inverse' ? settle : quote
  let entry = 0n
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const price = (2_000_000 + random.int(1_000_000)) / 100
    const side = random.int(2) === 0 ? 'buy' : 'sell'
    const size = 1 + random.int(50)
    // Fees of -1 to 2 smallest units: of amounts it is enough that they come and go.
    const fee = BigInt(random.int(4)) - 1n
    const booked = account.execute(0, i, side, size, price, () => fee)
    if (booked === null || booked.lots !== size) {
      refused++
      continue
    }
    const signed = side === 'buy' ? booked.lots : -booked.lots
    lots += signed
    sums[feeIn] -= fee
    const value = side === 'buy' ? -booked.notional : booked.notional
    if (contractType === 'spot') {
      sums[quote] += value
      sums[base] += BigInt(Math.round(signed * lotSize * contractSize * 1e3)) * 10n ** BigInt(scales[base] - 3)
    } else entry += value
  }
  const seconds = (performance.now() - start) / 1_000
  if (contractType !== 'spot' && lots !== 0) {
    const side = lots > 0 ? 'sell' : 'buy'
    const booked = account.execute(0, count, side, Math.abs(lots), 25_000, () => 0n)
    entry += side === 'buy' ? -booked.notional : booked.notional
    lots = 0
  }
  // Flat again, a contract has earned what was sold less what was bought; an inverse one the other way round.
  if (contractType !== 'spot') sums[valueIn] += contractType === 'inverse' ? -entry : entry
  const held = feeCurrency === null ? account.positions[0].lots === lots : true
  const balances = Object.entries(account.balances()).every(
    ([key, text]) => BigInt(text.replace('.', '')) === sums[key],
  )
  const isExact = held && balances && refused === 0
  isRight &&= isExact
  console.log(
    `${name}: ${Math.round(count / seconds / 1_000)} k fills/s, identity ${isExact ? 'holds to the last digit' : 'is BROKEN'}`,
  )
}

function marks() {
  const lean = cashAccount({ balances: { USDT: 1e9 } }).open([spot])
  const margin = marginAccount({ balances: { USDT: 1e9 }, leverage: 10 }).open([linear])
  lean.execute(0, 0, 'buy', 100, 20_000, () => 0n)
  margin.execute(0, 0, 'sell', 100, 20_000, () => 0n)
  const best = [Infinity, Infinity]
  const count = 2_000_000
  for (let round = 0; round < 5; round++) {
    for (const [i, account] of [lean, margin].entries()) {
      const start = performance.now()
      for (let k = 0; k < count; k++) account.mark(0, 20_000 + (k & 63))
      best[i] = Math.min(best[i], performance.now() - start)
    }
  }
  const ns = best.map((ms) => ((ms * 1e6) / count).toFixed(1))
  console.log(`a mark: ${ns[0]} ns on cash of several currencies, ${ns[1]} ns on margin with its liquidation check`)
}
