import { binanceWire } from '@tapeline/adapters/venues/binance'
import type { OrderBookDelta, OrderBookSnapshot, TradeTick } from '@tapeline/core'
import { binanceSpot, BookSync, type BookNotice } from '@tapeline/core/book'
import { duplicate, futureTime, outOfOrder, qualityCheck, spike } from '@tapeline/core/quality'
import { beforeAll, describe, expect, it } from 'vitest'
import { BookModel } from './book-model.js'
import { hasRecordings, levelTexts, sharedLines } from './recordings.js'

interface Row {
  readonly n: number
  readonly kind: 'snapshot' | 'ws-recv' | 'final-book'
  readonly raw?: string
  readonly body?: unknown
  readonly fault?: string
  readonly expect?: string
}

interface FinalRow extends Row {
  readonly lastUpdateId: number
  readonly bids: readonly string[][]
  readonly asks: readonly string[][]
  readonly trades: { readonly accepted: number }
}

/** What became of a row, what the reader said of it, and how the book stood then. */
interface Outcome {
  readonly row: Row
  readonly outcome: string
  readonly reason: string
  readonly isValid: boolean
}

const SYMBOL = 'BTCUSDT'
/** What the recording calls a trade, by the check that found something; the first one that did counts. */
const CALLED: Readonly<Record<string, string>> = {
  duplicate: 'ignored-duplicate',
  futureTime: 'flagged-future',
  outOfOrder: 'late',
  spike: 'flagged-outlier',
}

/** Runs all frames through the reader into the book, and trades past the checks of their quality. */
class Desk {
  readonly wire = binanceWire({ market: 'spot', instruments: { [SYMBOL]: SYMBOL } })
  readonly notices: BookNotice[] = []
  readonly sync = new BookSync({
    instrumentId: SYMBOL,
    rule: binanceSpot,
    tickSize: 0.01,
    onNotice: (notice) => this.notices.push(notice),
  })
  readonly model = new BookModel()
  readonly trades: TradeTick[] = []
  readonly #checker = qualityCheck([futureTime(), outOfOrder(), duplicate(), spike()])
  #now = 1_763_645_012_000

  take(row: Row): Outcome {
    const { events, faults } =
      row.kind === 'snapshot'
        ? this.wire.snapshot(JSON.stringify(row.body), SYMBOL, this.#now)
        : this.wire.read(row.raw as string, this.#now)
    expect(events.length + faults.length, row.raw).toBe(1)
    const [event] = events
    const told = (outcome: string): Outcome => ({
      row,
      outcome,
      reason: faults[0]?.reason ?? '',
      isValid: this.sync.isValid,
    })
    if (event === undefined) return told('rejected')
    if (event.type === 'TradeTick') return told(this.#trade(event))
    return told(this.#book(event as OrderBookDelta | OrderBookSnapshot))
  }

  #trade(trade: TradeTick): string {
    const { reasons } = this.#checker.update(trade)
    const [found] = reasons
    if (found !== undefined) return CALLED[found.check] ?? found.check
    this.#now = Math.max(this.#now, trade.ts)
    this.trades.push(trade)
    return 'ok'
  }

  #book(event: OrderBookDelta | OrderBookSnapshot): string {
    const before = { ...this.sync.counters }
    const wasValid = this.sync.isValid
    const changed = this.sync.apply(event)
    const { old, gaps } = this.sync.counters
    if (event.type === 'OrderBookDelta') this.#now = Math.max(this.#now, event.ts)
    if (changed && event.type === 'OrderBookDelta') this.model.delta(event)
    if (changed && event.type === 'OrderBookSnapshot') this.model.snapshot(event)
    if (changed)
      return event.type === 'OrderBookSnapshot' && !wasValid && before.snapshots > 0 ? 'ok-after-resync' : 'ok'
    if (gaps > before.gaps) return 'gap-detected-resync'
    return old > before.old ? 'ignored-duplicate' : 'rejected'
  }
}

/** Does an outcome keep what the row promises? Some rows leave a choice. */
function keeps({ row, outcome, reason }: Outcome): boolean {
  switch (row.expect ?? '') {
    case 'rejected-or-flagged':
      return outcome === 'flagged-future'
    case 'id-kept-exact-or-rejected':
      return outcome === 'rejected' && reason === 'bad_id'
    case 'ok-or-rejected-and-not-polluted':
      return outcome === 'ok' && !('polluted' in {})
    default:
      return outcome === row.expect
  }
}

describe.skipIf(!hasRecordings)('3,000 frames, a tenth of them bad (needs the shared recordings)', () => {
  const desk = new Desk()
  const outcomes: Outcome[] = []
  const differences: string[] = []
  let rows: Row[] = []

  beforeAll(() => {
    rows = sharedLines<Row>('recordings/binance/synthetic-faults.jsonl')
    for (const row of rows) {
      if (row.kind === 'final-book') continue
      outcomes.push(desk.take(row))
      if (desk.sync.isValid && (row.kind === 'snapshot' || row.n % 5 === 0))
        differences.push(desk.model.difference(desk.sync.book))
    }
  }, 60_000)

  it('A1 A2 A3 A4 A5 A8 B1: each has the outcome that it promises', () => {
    expect(outcomes.filter((outcome) => !keeps(outcome))).toEqual([])
    expect(outcomes).toHaveLength(3042)
  })

  it('A1 A2 A3 A4 A5: each kind of fault is refused for its own reason', () => {
    const reasons = new Map<string, Set<string>>()
    for (const { row, outcome, reason } of outcomes) {
      if (row.fault === undefined) continue
      const seen = reasons.get(row.fault) ?? new Set()
      reasons.set(row.fault, seen.add(reason === '' ? outcome : reason))
    }
    const table = [...reasons].map(([fault, seen]) => `${fault}: ${[...seen].join(', ')}`)
    expect(table.sort()).toMatchInlineSnapshot(`
      [
        "deep-nesting: bad_field",
        "depth-gap: gap-detected-resync",
        "duplicate-frame: ignored-duplicate",
        "id-beyond-2^53: bad_id",
        "missing-field-p: missing_field",
        "not-json: not_json",
        "price-1e400: bad_number",
        "price-NaN: bad_number",
        "price-empty: bad_number",
        "price-hex: bad_number",
        "price-negative: bad_number",
        "price-null: bad_number",
        "price-object: bad_number",
        "price-zero: bad_number",
        "proto-key: ok",
        "qty-negative: bad_number",
        "spike-x10: flagged-outlier",
        "time-backwards-5s: late",
        "time-in-future-1h: flagged-future",
        "time-zero: bad_time",
        "truncated-json: not_json",
        "unknown-symbol: unknown_symbol",
      ]
    `)
  })

  it('B1: after a gap nothing is published before the snapshot that follows, which makes the book right again', () => {
    const gaps = outcomes.flatMap(({ outcome }, at) => (outcome === 'gap-detected-resync' ? [at] : []))
    expect(gaps).toHaveLength(19)
    for (const at of gaps) {
      expect(outcomes[at]?.isValid).toBe(false)
      const next = outcomes.findIndex(({ row }, later) => later > at && row.kind === 'snapshot')
      expect(
        outcomes.slice(at, next).every(({ isValid, row }) => !isValid || row.raw?.includes('depth') !== true),
      ).toBe(true)
      expect(outcomes[next]).toMatchObject({ outcome: 'ok-after-resync', isValid: true })
    }
    const opened = desk.notices.filter((notice) => notice.type === 'StreamGap' && notice.to === null)
    expect(opened).toHaveLength(19)
    expect(desk.sync.counters).toMatchObject({ gaps: 19, invalidations: 19, snapshotsUsed: 20 })
  })

  it('B1 B7: while it is valid the book equals a Map of the same levels, after each resync too', () => {
    expect(differences.filter((difference) => difference !== 'none')).toEqual([])
    expect(differences.length).toBeGreaterThan(550)
  })

  it('B1: the final book and the accepted trades are those that the recording states', () => {
    const final = rows.at(-1) as FinalRow
    expect(desk.sync.sequence).toBe(final.lastUpdateId)
    expect(levelTexts(desk.sync.book, 'bid', [2, 3])).toEqual(final.bids)
    expect(levelTexts(desk.sync.book, 'ask', [2, 3])).toEqual(final.asks)
    const promised = outcomes.filter(
      ({ row, outcome }) => row.expect === 'ok' && outcome === 'ok' && row.raw?.includes('"trade"'),
    )
    expect(promised).toHaveLength(final.trades.accepted)
  })
})
