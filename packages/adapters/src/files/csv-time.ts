/** Units of a count since 1970-01-01T00:00Z. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** Where clocks without a zone stood: UTC, or a fixed distance from it such as `-05:00`. */
export type TimeZoneOffset = 'UTC' | `${'+' | '-'}${number}:${number}`

/** How the times of a file are written, where they do not say it themselves. */
export interface CsvTimeOptions {
  /** The unit of numeric times; without it, it is recognised by magnitude for the years 2000 to 2100. */
  readonly timeUnit?: TimeUnit | undefined
  /** How to read a date-time without a zone; without it, such a time is refused. A bare date is always a day of UTC. */
  readonly timeZone?: TimeZoneOffset | undefined
}

/** Either a time, or what was expected instead. */
export type TimeReading = number | { readonly expected: string; readonly hint?: string | undefined }

const YEAR_2000 = 946_684_800
const YEAR_2100 = 4_102_444_800
/** Seconds of 1900-01-01: days before it are typing errors. */
const YEAR_1900 = -2_208_988_800
const DIGITS_BELOW_SECOND: Readonly<Record<TimeUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 }
const ISO =
  /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const EPOCH = /^(-?)(\d{1,19})(?:\.(\d{1,9}))?$/

/**
 * Reads the times of one column. The first row settles the form (a date, or a count in one unit); a later row of another
 * form is a fault, for a file that mixes seconds with milliseconds has lost something.
 */
export class CsvTime {
  readonly #options: CsvTimeOptions
  readonly #offsetMs: number | null
  #form: TimeUnit | 'date' | null = null

  constructor(options: CsvTimeOptions) {
    this.#options = options
    this.#offsetMs = options.timeZone === undefined ? null : zoneOffsetMs(options.timeZone)
  }

  /** As {@link read}, from bytes: the two commonest forms, milliseconds and bare dates, cost no string. */
  readBytes(bytes: Uint8Array, start: number, end: number): TimeReading {
    if (this.#form === 'ms' && end - start === 13) {
      const ms = digitsAt(bytes, start, 13)
      if (ms >= YEAR_2000 * 1_000 && ms < YEAR_2100 * 1_000) return ms
    }
    if (this.#form === 'date' && end - start === 10 && bytes[start + 4] === DASH && bytes[start + 7] === DASH) {
      const days = daysSince1970(
        digitsAt(bytes, start, 4),
        digitsAt(bytes, start + 5, 2),
        digitsAt(bytes, start + 8, 2),
      )
      if (days !== null) return days * 86_400_000
    }
    return this.read(decoder.decode(bytes.subarray(start, end)).trim())
  }

  /** UTC epoch milliseconds of one field (a date and a time of day from two fields are joined by a blank). */
  read(text: string): TimeReading {
    const epoch = EPOCH.exec(text)
    if (epoch !== null && !(text.length === 8 && this.#options.timeUnit === undefined)) return this.#epoch(epoch)
    const iso = ISO.exec(text)
    if (iso === null)
      return { expected: 'an ISO 8601 date (2024-01-31), date-time (2024-01-31T09:30:00Z) or a count since 1970' }
    return this.#date(iso)
  }

  #date(match: RegExpExecArray): TimeReading {
    const [, y, , mo, d, h, mi, s, fraction, zone] = match
    const form = this.#settle('date')
    if (form !== null) return form
    const days = daysSince1970(Number(y), Number(mo), Number(d))
    if (days === null) return { expected: 'a day that exists, from 1900 to 2100' }
    if (h === undefined) return days * 86_400_000
    if (Number(h) > 23 || Number(mi) > 59 || Number(s ?? 0) > 59)
      return { expected: 'a time of day from 00:00:00 to 23:59:59' }
    const offset = zone === undefined ? this.#offsetMs : zoneOffsetMs(zone)
    if (offset === null || Number.isNaN(offset)) {
      return {
        expected: 'a time with its zone, such as 2024-01-31T09:30:00Z',
        hint: "Say how to read it: timeZone: 'UTC', or a distance such as '-05:00'.",
      }
    }
    const whole = days * 86_400_000 + Number(h) * 3_600_000 + Number(mi) * 60_000 + Number(s ?? 0) * 1_000
    return whole - offset + fractionMs(fraction)
  }

  #epoch([text, sign, digits = '', fraction]: RegExpExecArray): TimeReading {
    const unit = this.#options.timeUnit ?? recognise(sign === '-' ? '' : digits)
    if (unit === null) {
      return {
        expected: 'a count of s, ms, us or ns that falls in the years 2000 to 2100',
        hint: "If it lies before 2000, say the unit: timeUnit: 'ms'.",
      }
    }
    const form = this.#settle(unit)
    if (form !== null) return form
    const below = DIGITS_BELOW_SECOND[unit]
    const padded = digits.padStart(below + 1, '0')
    const seconds = Number(padded.slice(0, padded.length - below))
    const ms = seconds * 1_000 + fractionMs(padded.slice(padded.length - below) + (fraction ?? ''))
    const value = sign === '-' ? -ms : ms
    if (value < YEAR_1900 * 1_000 || value >= YEAR_2100 * 1_000)
      return { expected: `a time in ${unit} from 1900 to 2100`, hint: `${text} is not one.` }
    return value
  }

  #settle(form: TimeUnit | 'date'): TimeReading | null {
    this.#form ??= form
    if (this.#form === form) return null
    const name = (f: TimeUnit | 'date'): string => (f === 'date' ? 'a date' : `a count in ${f}`)
    return { expected: `${name(this.#form)} as in the rows before, not ${name(form)}` }
  }
}

/** A run of decimal digits as a number; NaN where a byte is none. */
function digitsAt(bytes: Uint8Array, start: number, count: number): number {
  let value = 0
  for (let i = start; i < start + count; i++) {
    const digit = (bytes[i] as number) - 0x30
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}

const DASH = 0x2d
const decoder: TextDecoder = /*#__PURE__*/ new TextDecoder()

function recognise(digits: string): TimeUnit | null {
  for (const unit of ['s', 'ms', 'us', 'ns'] as const) {
    const seconds = Number(digits) / 10 ** DIGITS_BELOW_SECOND[unit]
    if (seconds >= YEAR_2000 && seconds < YEAR_2100) return unit
  }
  return null
}

/** `'123456'` after the decimal point of a second, in ms. */
function fractionMs(digits: string | undefined): number {
  if (digits === undefined || digits === '') return 0
  return Number(digits.padEnd(3, '0')) / 10 ** Math.max(0, digits.length - 3)
}

function zoneOffsetMs(zone: string): number {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 0
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (match === null || Number(match[2]) > 14 || Number(match[3]) > 59) return NaN
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

/** Days of the proleptic Gregorian calendar, for years 1900 to 2099; null for a day that does not exist. */
function daysSince1970(year: number, month: number, day: number): number | null {
  if (!(year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1)) return null
  const leap = year % 4 === 0 && year !== 1900
  const length = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (day > length) return null
  // Years are counted from March, so that the leap day is the last one.
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
