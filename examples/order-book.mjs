// An order book from what an exchange sends: strict frames in, a book that is right or says that it is not.
import { binanceWire } from '@tapeline/adapters/venues/binance'
import { binanceSpot, BookSync } from '@tapeline/core/book'

const instrumentId = 'BTC/USDT@binance'
const wire = binanceWire({ market: 'spot', instruments: { BTCUSDT: instrumentId } })
const sync = new BookSync({ instrumentId, rule: binanceSpot, tickSize: 0.01, onNotice: tell })
const depth = (U, u, b, a) => JSON.stringify({ e: 'depthUpdate', E: 1_723_161_255_000 + u, s: 'BTCUSDT', U, u, b, a })
const snapshot = (lastUpdateId, bids, asks) => JSON.stringify({ lastUpdateId, bids, asks })

// Changes come first; they wait until the snapshot is there.
receive(depth(8, 11, [['61837.63', '3.78']], []))
answer(snapshot(10, [['61837.60', '0.5']], [['61837.64', '1.54']]))
receive(depth(12, 14, [['61837.60', '0']], [['61837.64', '1.60']]))

// What cannot be true becomes no event, and the book stays as it was.
receive('<html>502 Bad Gateway</html>')
receive(depth(15, 15, [['NaN', '1']], []))

// Change 15 was refused, so 16 does not follow: the book is invalid at once, until a snapshot makes it right again.
receive(depth(16, 16, [], [['61837.64', '0']]))
answer(snapshot(16, [['61837.63', '3.78']], [['61837.65', '2']]))

function receive(frame) {
  const { events, faults } = wire.read(frame, Date.now())
  for (const { reason, field } of faults) console.log(`refused: ${reason} ${field}`)
  for (const event of events) if (sync.apply(event)) show()
}

function answer(body) {
  for (const event of wire.snapshot(body, 'BTCUSDT', Date.now()).events) if (sync.apply(event)) show()
}

function show() {
  const { bidPrice, bidSize, askPrice, askSize } = sync.book
  console.log(`${sync.sequence}: ${bidSize} at ${bidPrice} | ${askSize} at ${askPrice}`)
}

function tell(notice) {
  if (notice.type === 'StreamStateChanged') console.log(`${notice.from} -> ${notice.to} (${notice.reason})`)
}
