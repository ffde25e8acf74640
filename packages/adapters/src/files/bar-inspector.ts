import type { DataWarning } from './data-warning.js'

const DAY_MS = 86_400_000
/** Distinct lengths of gaps that are told apart; more than that is no calendar. */
const MAX_GAP_LENGTHS = 256

interface Finding {
  count: number
  first: number
}

/**
 * Looks at bars one by one and remembers what is odd: O(1) a bar, memory bounded. Positions (lines or rows) are
 * whatever the caller counts in.
 */
export class BarInspector {
  readonly #unit: DataWarning['unit']
  readonly #timeframeMs: number
  readonly #findings = new Map<DataWarning['code'], Finding>() // bound: one for each code
  /** Length of a gap in whole hours -> how often, and where first. */
  readonly #gaps = new Map<number, Finding>() // bound: MAX_GAP_LENGTHS
  #rows = 0
  #weekendRows = 0
  #previousTime = NaN
  #previousClose = NaN
  #usualMove = 0
  #usualRange = 0

  /** @param timeframeMs Usual distance of two bars in ms, 31 days for months. */
  constructor(timeframeMs: number, unit: DataWarning['unit']) {
    this.#timeframeMs = timeframeMs
    this.#unit = unit
  }

  /** The next bar; times must not fall. */
  push(
    openTime: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    position: number,
  ): void {
    this.#rows++
    const day = (((Math.floor(openTime / DAY_MS) + 4) % 7) + 7) % 7
    if (day === 0 || day === 6) this.#weekendRows++
    if (volume === 0) this.note('zeroVolume', position)
    if (high === low && volume > 0) this.note('flatBars', position)
    if (this.#rows > 1) {
      const distance = openTime - this.#previousTime
      if (distance > this.#timeframeMs) this.#noteGap(distance, position)
      else if (distance < this.#timeframeMs && distance > 0 && this.#timeframeMs < 28 * DAY_MS)
        this.note('overlappingBars', position)
      if (open === this.#previousClose) this.note('opensEqualPreviousClose', position)
    }
    this.#judgeSize(high, low, close, position)
    this.#previousTime = openTime
    this.#previousClose = close
  }

  /** Counts an oddity that the caller found by itself. */
  note(code: DataWarning['code'], position: number): void {
    const finding = this.#findings.get(code)
    if (finding === undefined) this.#findings.set(code, { count: 1, first: position })
    else finding.count++
  }

  /** All that was odd enough to say, in the order of how much it matters. */
  warnings(): DataWarning[] {
    this.#collectGaps()
    return ORDER.flatMap((code) => {
      const finding = this.#findings.get(code)
      if (finding === undefined || !this.#matters(code, finding.count)) return []
      return [{ code, ...finding, unit: this.#unit, message: this.#say(code, finding) }]
    })
  }

  #matters(code: DataWarning['code'], count: number): boolean {
    const share = count / this.#rows
    if (code === 'zeroVolume' && this.#findings.has('noVolume')) return false
    if (code === 'opensEqualPreviousClose') return this.#rows >= 20 && share > 0.8
    if (code === 'zeroVolume' || code === 'flatBars') return share > 0.01 || count >= 10
    return true
  }

  #say(code: DataWarning['code'], { count, first }: Finding): string {
    if (code === 'noVolume') return 'The file has no column of volume: every volume is 0.'
    const share = `${count.toLocaleString('en-US')} of ${this.#rows.toLocaleString('en-US')} rows`
    return `${share} ${PHRASES[code]} (first at ${this.#unit} ${first}).`
  }

  /** A bar that is more than 15 times as wide as usual, or closes so far from the last close. */
  #judgeSize(high: number, low: number, close: number, position: number): void {
    const move = this.#rows > 1 ? Math.abs(close / this.#previousClose - 1) : 0
    const range = high / low - 1
    const odd =
      this.#rows > 30 &&
      ((this.#usualMove > 0 && move > 15 * this.#usualMove) || (this.#usualRange > 0 && range > 15 * this.#usualRange))
    if (odd) this.note('outliers', position)
    // A mean with a memory of about 100 bars; an outlier does not raise what is usual.
    const weight = Math.max(0.01, 1 / this.#rows)
    if (odd) return
    this.#usualMove += weight * (move - this.#usualMove)
    this.#usualRange += weight * (range - this.#usualRange)
  }

  #noteGap(distance: number, position: number): void {
    const hours = Math.ceil(distance / 3_600_000)
    const gap = this.#gaps.get(hours)
    if (gap !== undefined) gap.count++
    else if (this.#gaps.size < MAX_GAP_LENGTHS) this.#gaps.set(hours, { count: 1, first: position })
    else this.note('unusualGaps', position)
  }

  /** A market that sleeps at night or on weekends shows the same gaps again and again: those are usual. */
  #collectGaps(): void {
    const sessions = this.#weekendRows < this.#rows / 20
    const all = [...this.#gaps.values()].reduce((sum, gap) => sum + gap.count, 0)
    let count = 0
    let first = Infinity
    for (const [hours, gap] of this.#gaps) {
      const holiday = sessions && this.#timeframeMs >= DAY_MS && hours <= 24 * 5
      const longWeekend = sessions && this.#timeframeMs < DAY_MS && hours <= 24 * 4 && hours >= 24 * 2
      if (holiday || longWeekend || (sessions && gap.count >= Math.max(3, all * 0.05))) continue
      count += gap.count
      first = Math.min(first, gap.first)
    }
    const beyond = this.#findings.get('unusualGaps')
    if (count > 0)
      this.#findings.set('unusualGaps', {
        count: count + (beyond?.count ?? 0),
        first: Math.min(first, beyond?.first ?? Infinity),
      })
    this.#gaps.clear()
  }
}

/** What completes "3 of 100 rows ...". */
const PHRASES: Readonly<Record<DataWarning['code'], string>> = {
  unsortedRows: 'older than the row before',
  duplicateTimes: 'with the time of the row before',
  overlappingBars: 'overlapping the bar before',
  unusualGaps: 'after a gap that is no usual night, weekend or holiday',
  opensEqualPreviousClose:
    'with an open equal to the close before: opens may have been filled in, and then no gap ever hits a stop',
  outliers: 'with a move of more than 15 times the usual: a split, a bad print, or a very bad day',
  flatBars: 'with one price only although something was traded',
  zeroVolume: 'without volume',
  noVolume: 'without volume',
  noSide: 'without the side of the aggressor',
}

const ORDER: readonly DataWarning['code'][] = Object.keys(PHRASES) as DataWarning['code'][]
