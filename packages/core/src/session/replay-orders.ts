import {
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_EXECUTE,
  ORDER_UPDATE,
  type BookOrderChange,
  type BookOrderColumns,
  type MarketEvent,
  type OrderBookOrders,
  type RecordedBookOrders,
} from '../market/index.js'
import { bookOrderChecker } from '../replay/check-book-orders.js'
import { StreamReader } from '../replay/index.js'
import { KnownOrders } from './known-orders.js'
import { ORDERS_ALONE } from './live-intake.js'
import { MessagePlayer, type PlayedHead, type PlayedNumbers } from './replay-messages.js'

/** A book recorded order by order, read message by message as events. */
export class OrderPlayer extends MessagePlayer<BookOrderColumns> {
  /** What happened to orders before it did happen. */
  protected readonly endsAtSnapshot: boolean = true
  readonly #numbers: PlayedNumbers
  /** What was wound over, kept so that playing can go on in the midst of it. */
  readonly #known: KnownOrders
  #isKnown = false
  #kind: 'changes' | 'snapshot' | 'gap' = 'changes'
  #changes: BookOrderChange[] = [] // bound: a message of the recording

  constructor(stream: RecordedBookOrders, numbers: PlayedNumbers) {
    super(stream.instrument.id, new StreamReader<BookOrderColumns>(stream, bookOrderChecker(stream.instrument)))
    this.#numbers = numbers
    this.#known = new KnownOrders(stream.instrument)
  }

  rebuilt(key: number): OrderBookOrders | null {
    return this.#isKnown ? this.#event(this.headAt(key), true, this.#known.all()) : null
  }

  protected begin(): void {
    this.#kind = 'changes'
    this.#changes = []
  }

  protected take({ action, orderId, side, price, size }: BookOrderColumns, row: number, flag: number): void {
    if (flag >= BOOK_GAP) {
      this.#kind = 'gap'
      return
    }
    if ((flag & BOOK_SNAPSHOT) !== 0) this.#kind = 'snapshot'
    const name = ACTIONS[action[row]!]
    if (name === undefined) return
    this.#changes.push({
      action: name,
      orderId: orderId[row]!,
      side: side[row]! === 0 ? undefined : side[row]! > 0 ? 'bid' : 'ask',
      price: price[row]!,
      size: size[row]!,
    })
  }

  protected told(head: PlayedHead): MarketEvent {
    const from = Number.isNaN(this.newestKey) ? null : this.newestKey
    if (this.#kind === 'gap') return { type: 'StreamGap', ...head, from, to: head.ts, reason: ORDERS_ALONE }
    return this.#event(head, this.#kind === 'snapshot', this.#changes)
  }

  protected pass(): void {
    if (this.#kind === 'snapshot') {
      this.#known.begin()
      this.#isKnown = true
    }
    this.#isKnown &&= this.#kind !== 'gap' && this.#changes.every((change) => this.#known.change(change))
  }

  #event(head: PlayedHead, isSnapshot: boolean, changes: readonly BookOrderChange[]): OrderBookOrders {
    const sequence = ++this.#numbers.last
    return { type: 'OrderBookOrders', ...head, isSnapshot, firstSequence: sequence, sequence, changes }
  }
}

const ACTIONS: Readonly<Record<number, BookOrderChange['action']>> = {
  [ORDER_ADD]: 'add',
  [ORDER_UPDATE]: 'update',
  [ORDER_DELETE]: 'delete',
  [ORDER_EXECUTE]: 'execute',
}
