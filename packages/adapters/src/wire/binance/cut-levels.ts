import type { BookLevel } from '@tapeline/core'

/** A depth message whose levels were read by hand: they cost more than all the rest. */
export interface CutMessage {
  /** The message with `0` in the place of both arrays: JSON exactly if the message is. */
  readonly rest: string
  /** Levels of `b`, each a price above 0 and a size of at least 0. */
  readonly bids: readonly BookLevel[]
  /** Levels of `a`. */
  readonly asks: readonly BookLevel[]
}

/** Where the last array ended. */
let end = 0

/**
 * Reads the levels of `"b":[["price","size"],…],"a":[…]` straight from the text, checked as they are read, at less
 * than what `JSON.parse` takes for them; `null` for whatever is not written exactly so, which is then read the long
 * way. The arrays are cut out only where they can be nothing but fields of the message: no escape stands before or
 * after them, no other `"b"` or `"a"`, and no object is open but the message and its envelope.
 */
export function cutLevels(text: string): CutMessage | null {
  const at = text.indexOf('"b":[')
  if (at < 0 || !isPlainHead(text.slice(0, at))) return null
  const bids = scan(text, at + 4)
  if (bids === null || !text.startsWith(',"a":[', end)) return null
  const asks = scan(text, end + 5)
  if (asks === null) return null
  const tail = text.slice(end)
  if (tail !== '}}' && tail !== '}' && isSuspicious(tail)) return null
  return { rest: `${text.slice(0, at)}"b":0,"a":0${tail}`, bids, asks }
}

function isPlainHead(head: string): boolean {
  if (head.length > 400 || isSuspicious(head) || head.charCodeAt(0) !== OPEN || head.includes('[')) return false
  const inner = head.indexOf('{', 1)
  if (inner < 0) return !head.includes('}')
  return head.startsWith('"data":', inner - 7) && head.indexOf('{', inner + 1) < 0 && !head.includes('}')
}

function isSuspicious(text: string): boolean {
  return text.includes('\\') || text.includes('"b"') || text.includes('"a"')
}

const OPEN = 0x7b
const BRACKET = 0x5b
const CLOSE = 0x5d
const QUOTE = 0x22
const COMMA = 0x2c
const DOT = 0x2e
const ZERO = 0x30
const LONGEST = 40

/** The array of levels that begins at `at`; sets `end` behind it. */
function scan(text: string, at: number): BookLevel[] | null {
  const levels: BookLevel[] = []
  if (text.charCodeAt(at + 1) === CLOSE) {
    end = at + 2
    return levels
  }
  for (let i = at + 1; ; i++) {
    if (text.charCodeAt(i) !== BRACKET || text.charCodeAt(i + 1) !== QUOTE) return null
    const priceEnd = decimalEnd(text, i + 2)
    if (!isAboveZero || text.charCodeAt(priceEnd + 1) !== COMMA || text.charCodeAt(priceEnd + 2) !== QUOTE) return null
    const sizeEnd = decimalEnd(text, priceEnd + 3)
    if (sizeEnd < 0 || text.charCodeAt(sizeEnd + 1) !== CLOSE) return null
    levels.push([text.slice(i + 2, priceEnd), text.slice(priceEnd + 3, sizeEnd)])
    i = sizeEnd + 2
    const next = text.charCodeAt(i)
    if (next === CLOSE) {
      end = i + 1
      return levels
    }
    if (next !== COMMA) return null
  }
}

/** Has the decimal read last a digit other than 0? */
let isAboveZero = false

/** Where the quote after a plain decimal stands; -1 where it is none. */
function decimalEnd(text: string, from: number): number {
  let seen = 0
  let dot = 0
  let i = from
  isAboveZero = false
  for (;;) {
    const digit = text.charCodeAt(i) - ZERO
    if (digit >= 0 && digit <= 9) seen |= digit
    else if (digit === DOT - ZERO && dot === 0 && i > from) dot = i
    else break
    i++
  }
  if (text.charCodeAt(i) !== QUOTE || i === from || dot === i - 1 || i - from > LONGEST) return -1
  isAboveZero = seen !== 0
  return i
}
