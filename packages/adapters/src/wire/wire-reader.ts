import { badParameter, unknownParameter, type InstrumentId } from '@tapeline/core'
import { WireRefusal, wireReasons, type WireReason } from './refusal.js'
import { WireOutput, type WireResult } from './wire-result.js'

/** How often each thing happened since the reader was made. */
export type WireCounts = Readonly<Record<'frames' | 'events' | 'controls' | WireReason, number>>

/** Reads what one venue sends: frames in, market events out. Keeps nothing of a frame but counts. */
export interface WireReader {
  /**
   * Reads one frame of a stream. Never throws for what the frame holds.
   *
   * @param frame as it came: text, or bytes where the venue sends bytes
   * @param tsRecv when it came, UTC epoch ms; it is the event's time where the venue gives none
   */
  read(frame: string | Uint8Array, tsRecv: number): WireResult
  /**
   * Reads the answer to a request for a book's snapshot, which names no symbol.
   *
   * @param body as it came
   * @param symbol what was asked for, in the venue's words
   * @param tsRecv when it came, UTC epoch ms
   */
  snapshot(body: string, symbol: string, tsRecv: number): WireResult
  /** Counters: frames, events, controls and every reason of refusal. */
  readonly counts: WireCounts
}

/** What a reader must know. */
export interface WireOptions<I = InstrumentId> {
  /** Instruments by the venue's symbol; others are refused and counted. A `Map` may be added to while it is in use. */
  readonly instruments: ReadonlyMap<string, I> | Readonly<Record<string, I>>
  /** Longest frame that is looked at, in characters or bytes; 4,194,304 unless said. */
  readonly maxLength?: number | undefined
}

/** The part that differs from venue to venue: a parsed message in, events or a refusal out. */
export interface WireDialect<I> {
  readonly owner: string
  decode(message: unknown, symbols: WireSymbols<I>, out: WireOutput): void
  /** Instead of `decode`, where a venue has a shorter way than `json` for some of its messages. */
  decodeText?(text: string, symbols: WireSymbols<I>, out: WireOutput): void
  snapshot(message: unknown, instrument: I, out: WireOutput): void
  /** Absent where the venue sends text alone. */
  decodeBytes?(bytes: Uint8Array, symbols: WireSymbols<I>, out: WireOutput): void
}

/** Instruments by the venue's symbol. */
export class WireSymbols<I> {
  readonly #bySymbol: ReadonlyMap<unknown, I>

  constructor(bySymbol: ReadonlyMap<string, I>) {
    this.#bySymbol = bySymbol
  }

  /** The instrument of a symbol; refuses one that was not asked for. */
  of(field: string, symbol: unknown): I {
    const found = this.#bySymbol.get(symbol)
    if (found === undefined) {
      if (typeof symbol !== 'string') throw new WireRefusal('bad_field', field, symbol, 'a symbol')
      throw new WireRefusal('unknown_symbol', field, symbol, 'a symbol of the instruments given')
    }
    return found
  }
}

/** A reader of one venue's dialect. */
export function createWireReader<I>(dialect: WireDialect<I>, options: WireOptions<I>): WireReader {
  const { owner } = dialect
  const { symbols, maxLength } = checked(owner, options)
  const counts = zeroCounts()
  const decodeText = dialect.decodeText ?? ((text, known, out) => dialect.decode(json(text), known, out))

  const begin = (length: number, tsRecv: number): WireOutput => {
    if (!Number.isFinite(tsRecv))
      throw badParameter({ owner, parameter: 'tsRecv', value: tsRecv, expected: 'UTC epoch milliseconds' })
    counts.frames++
    const out = new WireOutput(tsRecv, counts)
    if (length > maxLength) out.refuse(new WireRefusal('too_long', '', length, `a length of at most ${maxLength}`))
    return out
  }

  return {
    counts,
    read(given, tsRecv) {
      const out = begin(lengthOf(given), tsRecv)
      if (out.faults.length > 0) return out
      try {
        if (typeof given === 'string') decodeText(given, symbols, out)
        else if (dialect.decodeBytes !== undefined && given instanceof Uint8Array)
          dialect.decodeBytes(given, symbols, out)
        else throw new WireRefusal('not_text', '', given ?? null, 'text')
      } catch (refusal) {
        out.refuse(refusal)
      }
      counts.events += out.events.length
      return out
    },
    snapshot(body, symbol, tsRecv) {
      const out = begin(lengthOf(body), tsRecv)
      if (out.faults.length > 0) return out
      try {
        if (typeof body !== 'string') throw new WireRefusal('not_text', '', body ?? null, 'text')
        dialect.snapshot(json(body), symbols.of('symbol', symbol), out)
      } catch (refusal) {
        out.refuse(refusal)
      }
      counts.events += out.events.length
      return out
    },
  }
}

/** Well-formed JSON. A byte order mark is not part of it. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WireRefusal('not_json', '', text, 'JSON')
  }
}

/** What has no length is refused for what it is, not for being long. */
function lengthOf(frame: unknown): number {
  return typeof frame === 'string' || frame instanceof Uint8Array ? frame.length : 0
}

function zeroCounts(): Record<'frames' | 'events' | 'controls' | WireReason, number> {
  const reasons = Object.fromEntries(wireReasons.map((reason) => [reason, 0])) as Record<WireReason, number>
  return { frames: 0, events: 0, controls: 0, ...reasons }
}

function checked<I>(owner: string, options: WireOptions<I>): { symbols: WireSymbols<I>; maxLength: number } {
  for (const option in options)
    if (option !== 'instruments' && option !== 'maxLength')
      throw unknownParameter(owner, option, ['instruments', 'maxLength'])
  const { instruments, maxLength = 4_194_304 } = options
  if (!(Number.isSafeInteger(maxLength) && maxLength > 0))
    throw badParameter({ owner, parameter: 'maxLength', value: maxLength, expected: 'a whole number above 0' })
  if (typeof instruments !== 'object' || instruments === null)
    throw badParameter({ owner, parameter: 'instruments', value: instruments, expected: 'instruments by symbol' })
  // bound: the caller's own entries
  const bySymbol = instruments instanceof Map ? instruments : new Map<string, I>(Object.entries(instruments))
  return { symbols: new WireSymbols<I>(bySymbol as ReadonlyMap<string, I>), maxLength }
}
