import type { BookLevel } from '@tapeline/core'
import { decimal, exactDecimal, signedDecimal } from './decimal-text.js'
import { WireRefusal } from './refusal.js'

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** An object, not an array, not null. */
export function object(field: string, value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WireRefusal('bad_field', field, value, 'an object')
  return value as JsonObject
}

/** Is it an object rather than an array, null or a plain value? */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A price, or a size that cannot be zero: plain decimal text above 0. */
export function positive(field: string, value: unknown): number {
  const number = decimal(value)
  if (!(number > 0)) throw new WireRefusal('bad_number', field, value, 'decimal text above 0')
  return number
}

/** A volume: plain decimal text of at least 0. */
export function notNegative(field: string, value: unknown): number {
  const number = decimal(value)
  if (!(number >= 0)) throw new WireRefusal('bad_number', field, value, 'decimal text of at least 0')
  return number
}

/** A rate: plain decimal text, with a minus where it is below 0. */
export function signed(field: string, value: unknown): number {
  const number = signedDecimal(value)
  if (number !== number) throw new WireRefusal('bad_number', field, value, 'decimal text')
  return number
}

/** The same as {@link positive} where the venue sends JSON numbers. */
export function positiveNumber(field: string, value: unknown): number {
  if (typeof value !== 'number' || !(value > 0 && value < Infinity))
    throw new WireRefusal('bad_number', field, value, 'a finite number above 0')
  return value
}

/** The same as {@link notNegative} where the venue sends JSON numbers. */
export function notNegativeNumber(field: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity))
    throw new WireRefusal('bad_number', field, value, 'a finite number of at least 0')
  return value
}

const EARLIEST = 946_684_800_000
const LATEST = 4_102_444_800_000

/** UTC epoch milliseconds; the range tells seconds, microseconds and zero from them. */
export function time(field: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= EARLIEST && value < LATEST))
    throw new WireRefusal('bad_time', field, value, 'epoch milliseconds of the years 2000 to 2099')
  return value
}

/** Seconds where the venue counts in them, as milliseconds. */
export function seconds(field: string, value: unknown): number {
  const ms = typeof value === 'number' ? value * 1000 : NaN
  if (!(ms >= EARLIEST && ms < LATEST))
    throw new WireRefusal('bad_time', field, value, 'epoch seconds of the years 2000 to 2099')
  return ms
}

/** An id or a sequence number that a double holds exactly. JSON has rounded larger ones before anyone could see it. */
export function id(field: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new WireRefusal('bad_id', field, value, 'a whole number from 0 to 2^53 - 1')
  return value
}

/** The same as text; from two small integers, which is faster than from one that is not small. */
export function idText(field: string, value: unknown): string {
  const number = id(field, value)
  if (number < BILLION) return String(number)
  const high = Math.floor(number / BILLION)
  return String(high) + String(number - high * BILLION + BILLION).slice(1)
}

const BILLION = 1_000_000_000

/** A sequence number that is sent as text. */
export function idOfText(field: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value) || !Number.isSafeInteger(Number(value)))
    throw new WireRefusal('bad_id', field, value, 'digits of a whole number from 0 to 2^53 - 1')
  return Number(value)
}

/** The first of two sequence numbers, none above the second. */
export function firstOf(field: string, first: number, last: number): number {
  if (first > last) throw new WireRefusal('inconsistent', field, first, `a whole number up to ${last}`)
  return first
}

/** True or false. */
export function flag(field: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new WireRefusal('bad_field', field, value, 'true or false')
  return value
}

/** What a venue's word means. A `Map`, so that no word reaches into a prototype. */
export function meaning<T>(field: string, value: unknown, words: ReadonlyMap<unknown, T>): T {
  const found = words.get(value)
  if (found === undefined) throw new WireRefusal('bad_field', field, value, `one of ${[...words.keys()].join(', ')}`)
  return found
}

/** Levels as decimal text, `[price, size, …]`: each is checked, and handed on as {@link exactDecimal} has it. */
export function levels(field: string, value: unknown): readonly BookLevel[] {
  if (!Array.isArray(value)) throw new WireRefusal('bad_field', field, value, 'an array of levels')
  const read: BookLevel[] = []
  for (let i = 0; i < value.length; i++) {
    const level: unknown = value[i]
    if (!Array.isArray(level)) throw badLevel(field, i, level)
    read.push(decimalLevel(field, i, level))
  }
  return read
}

/** One level, `[price, size, …]` as decimal text. */
export function decimalLevel(field: string, index: number, level: readonly unknown[]): BookLevel {
  const price = exactDecimal(level[0])
  const size = exactDecimal(level[1])
  // What stays text has digits beside 0.
  const isPrice = typeof price === 'string' || price > 0
  if (!isPrice || size !== size) throw badLevel(field, index, level)
  return [price, size]
}

/** The refusal of one level: names the part that is wrong. */
function badLevel(field: string, index: number, level: unknown): WireRefusal {
  const at = `${field}[${index}]`
  if (!Array.isArray(level) || level.length < 2)
    return new WireRefusal('bad_field', at, level ?? null, 'an array of price and size')
  if (!(decimal(level[0]) > 0))
    return new WireRefusal('bad_number', `${at}[0]`, level[0] as unknown, 'a price: decimal text above 0')
  return new WireRefusal('bad_number', `${at}[1]`, level[1] as unknown, 'a size: decimal text of at least 0')
}
