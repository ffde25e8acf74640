import { proto } from '../wire/proto-writer.js'
import { E } from './frames.js'

const around = (number: number, body: Uint8Array): Uint8Array =>
  proto([1, 'spot@public.x'], [3, 'BTCUSDT'], [6, E], [number, body])

/** A good frame of every kind that is protobuf. */
export const goodBytes: readonly { readonly name: string; readonly frame: Uint8Array; readonly gives: string }[] = [
  {
    name: 'MEXC spot deals',
    frame: around(
      314,
      proto(
        [1, proto([1, '91847.53'], [2, '1.18'], [3, 2], [4, E], [5, 'X_77'])],
        [1, proto([1, '91847'], [2, '2'], [3, 1], [4, E])],
      ),
    ),
    gives: 'TradeTick,TradeTick',
  },
  {
    name: 'MEXC spot depth',
    frame: around(
      313,
      proto(
        [1, proto([1, '91849.05'], [2, '2.53'])],
        [2, proto([1, '91848'], [2, '0'])],
        [4, '26012861158'],
        [5, '26012861163'],
      ),
    ),
    gives: 'OrderBookDelta',
  },
  {
    name: 'MEXC spot best levels',
    frame: around(
      303,
      proto([1, proto([1, '91849.05'], [2, '2.53'])], [2, proto([1, '91848'], [2, '1'])], [4, '26012861163']),
    ),
    gives: 'OrderBookSnapshot',
  },
  {
    name: 'MEXC spot book ticker',
    frame: around(315, proto([1, '91835.59'], [2, '0.357029'], [3, '91836.59'], [4, '0.552213'])),
    gives: 'QuoteTick',
  },
  {
    name: 'MEXC spot kline',
    frame: around(
      308,
      proto(
        [1, 'Min1'],
        [2, 1763644980],
        [3, '91816.28'],
        [4, '91819.28'],
        [5, '91824.28'],
        [6, '91813.28'],
        [7, '37.1'],
        [8, '1736070.50'],
        [9, 1763645040],
      ),
    ),
    gives: 'Bar',
  },
]
