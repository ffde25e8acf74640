import type { BookLevel } from '@tapeline/core'
import { exactDecimal, NINE, powersOfTen } from '../decimal-text.js'
import type { JsonObject } from '../fields.js'

/** A depth message that was read by hand. */
export interface DepthText {
  /** Name of the stream; empty where the message came bare. */
  readonly stream: string
  /** Its fields but the levels. */
  readonly head: JsonObject
  /** Levels of `b`, each a price above 0 and a size of at least 0. */
  readonly bids: readonly BookLevel[]
  /** Levels of `a`. */
  readonly asks: readonly BookLevel[]
}

/** Where the reading stands. */
let at = 0
/** The number read last; NaN where a double would not hold all of it. */
const read = new Float64Array(1)

/**
 * Reads a `depthUpdate` straight from its text, bare or in the envelope of combined streams, at less than what
 * `JSON.parse` takes for it; `null` for whatever is not written letter by letter as Binance writes it, with all fields
 * in their order and plain ones alone behind them. That is then read the long way, which finds the same or says what is
 * wrong.
 */
export function depthText(text: string): DepthText | null {
  const { length } = text
  // The brace at the end stops every loop below.
  if (length < SHORTEST || text.charCodeAt(length - 1) !== BRACE) return null
  at = 0
  let stream = ''
  // Most other messages are known by one letter.
  const letter = text.charCodeAt(KIND_AT)
  if (letter === STREAM && text.startsWith(ENVELOPE)) {
    stream = plainText(text, ENVELOPE.length)
    if (stream === '' || !passes(text, DATA)) return null
  }
  if ((stream === '' && letter !== DEPTH) || !passes(text, KIND)) return null
  const E = whole(text)
  const T = passes(text, ',"T":') ? whole(text) : undefined
  if (!passes(text, ',"s":"')) return null
  const s = plainText(text, at)
  if (s === '' || !passes(text, ',"U":')) return null
  const U = whole(text)
  if (!passes(text, ',"u":')) return null
  const u = whole(text)
  const pu = passes(text, ',"pu":') ? whole(text) : undefined
  if (E < 0 || U < 0 || u < 0 || (T ?? 0) < 0 || (pu ?? 0) < 0 || !passes(text, ',"b":[')) return null
  const bids = levels(text)
  if (bids === null || !passes(text, ',"a":[')) return null
  const asks = levels(text)
  if (asks === null || !passesOthers(text)) return null
  if (!passes(text, stream === '' ? '}' : '}}') || at !== length) return null
  return { stream, head: { e: 'depthUpdate', E, T, s, U, u, pu }, bids, asks }
}

const ENVELOPE = '{"stream":"'
const DATA = ',"data":'
const KIND = '{"e":"depthUpdate","E":'
/** Length of a message of empty names, ids of one digit and no levels. */
const SHORTEST = 58
/** Where the letters stand that tell a depth message, and the envelope, from others. */
const KIND_AT = 6
const DEPTH = 0x64
const STREAM = 0x61
const READ: readonly string[] = ['e', 'E', 'T', 's', 'U', 'u', 'pu', 'b', 'a']
const BRACE = 0x7d
const BRACKET = 0x5b
const CLOSE = 0x5d
const BACKSLASH = 0x5c
const QUOTE = 0x22
const COMMA = 0x2c
const ZERO = 0x30
const POINT = -2
const EXACT = 1e15

/** Does a piece stand here? Then the reading goes on behind it. */
function passes(text: string, piece: string): boolean {
  if (!text.startsWith(piece, at)) return false
  at += piece.length
  return true
}

/** Goes on behind fields that are not read: a whole number or plain text each, and none that was read above. */
function passesOthers(text: string): boolean {
  while (passes(text, ',"')) {
    const name = plainText(text, at)
    if (name === '' || READ.includes(name) || !passes(text, ':')) return false
    if (passes(text, '"')) {
      if (plainText(text, at) === '') return false
    } else if (whole(text) < 0) return false
  }
  return true
}

/** Text of printable ASCII without an escape, up to its quote; empty where it is none. */
function plainText(text: string, from: number): string {
  let i = from
  for (;;) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) break
    if (code < 0x20 || code > 0x7e || code === BACKSLASH || code === BRACE) return ''
    i++
  }
  at = i + 1
  return text.slice(from, i)
}

/** A whole number of 1 to 15 digits, none of them a 0 before others; -1 where it is none. */
function whole(text: string): number {
  const from = at
  let i = from
  let high = 0
  let low = 0
  let digit = text.charCodeAt(i) - ZERO
  if (digit === 0) {
    at++
    return 0
  }
  while (digit >= 0 && digit <= 9 && i < from + NINE) {
    high = (Math.imul(high, 10) + digit) | 0
    digit = text.charCodeAt(++i) - ZERO
  }
  const middle = i
  while (digit >= 0 && digit <= 9) {
    low = (Math.imul(low, 10) + digit) | 0
    digit = text.charCodeAt(++i) - ZERO
  }
  at = i
  if (i === from || i - from > 15) return -1
  return high * (powersOfTen[i - middle] as number) + low
}

/** The array of levels behind its bracket. */
function levels(text: string): BookLevel[] | null {
  const levels: BookLevel[] = []
  let i = at
  if (text.charCodeAt(i) === CLOSE) {
    at = i + 1
    return levels
  }
  for (;;) {
    if (text.charCodeAt(i) !== BRACKET || text.charCodeAt(i + 1) !== QUOTE) return null
    const priceFrom = i + 2
    i = decimalEnd(text, priceFrom)
    const price = read[0] as number
    if (price <= 0 || text.charCodeAt(i + 1) !== COMMA || text.charCodeAt(i + 2) !== QUOTE) return null
    const priceTo = i
    i = decimalEnd(text, i + 3)
    const size = read[0] as number
    if (size < 0 || text.charCodeAt(i + 1) !== CLOSE) return null
    if (price === price && size === size) levels.push([price, size])
    else {
      const longPrice = exactDecimal(text.slice(priceFrom, priceTo))
      if (longPrice === 0) return null
      levels.push([longPrice, exactDecimal(text.slice(priceTo + 3, i))])
    }
    i += 2
    const next = text.charCodeAt(i)
    if (next === CLOSE) {
      at = i + 1
      return levels
    }
    if (next !== COMMA) return null
    i++
  }
}

/** Where the quote behind a plain decimal stands; `read` holds its value, below 0 where it is none. */
function decimalEnd(text: string, from: number): number {
  let i = from
  let digit = text.charCodeAt(i) - ZERO
  let high = 0
  while (digit >= 0 && digit <= 9) {
    high = (Math.imul(high, 10) + digit) | 0
    digit = text.charCodeAt(++i) - ZERO
  }
  const wholes = i - from
  let low = 0
  let places = 0
  if (digit === POINT) {
    const point = i
    digit = text.charCodeAt(++i) - ZERO
    while (digit >= 0 && digit <= 9) {
      low = (Math.imul(low, 10) + digit) | 0
      digit = text.charCodeAt(++i) - ZERO
    }
    places = i - point - 1
    if (places === 0) digit = NaN
  }
  if (digit !== QUOTE - ZERO || wholes === 0 || i - from > LONGEST) read[0] = -1
  else if (wholes > NINE || places > NINE) read[0] = NaN
  else {
    const tens = powersOfTen[places] as number
    const mantissa = high * tens + low
    read[0] = mantissa < EXACT ? mantissa / tens : NaN
  }
  return i
}

/** No venue sends a longer number. */
const LONGEST = 40
