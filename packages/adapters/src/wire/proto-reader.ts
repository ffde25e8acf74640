import { WireRefusal } from './refusal.js'

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Fields of one proto3 message, in the order of the wire: `next()` goes to a field, `field` says which, and one of
 * `text`, `whole`, `message` reads it. A field that is not read is skipped; one that does not end where it says, a
 * group and field 0 are refused. Nothing is copied, so its size is that of the frame.
 */
export class ProtoReader {
  /** Number of the present field. */
  field = 0
  readonly #bytes: Uint8Array
  #at: number
  readonly #end: number
  #type = 0
  #value = 0
  #from = 0

  constructor(bytes: Uint8Array, from: number = 0, end: number = bytes.length) {
    this.#bytes = bytes
    this.#at = from
    this.#end = end
  }

  /** Goes to the next field; false at the end. */
  next(): boolean {
    if (this.#at === this.#end) return false
    const tag = this.#varint()
    this.field = Math.floor(tag / 8)
    this.#type = tag % 8
    if (this.field === 0 || this.field > 536_870_911) throw malformed(`field ${this.field}`)
    if (this.#type === VARINT) this.#value = this.#varint()
    else if (this.#type === FIXED64) this.#pass(8)
    else if (this.#type === FIXED32) this.#pass(4)
    else if (this.#type === BYTES) this.#pass(this.#varint())
    else throw malformed(`wire type ${this.#type}`)
    return true
  }

  /** The present field as text. */
  text(name: string): string {
    this.#expect(BYTES, name, 'text')
    let text = ''
    for (let i = this.#from; i < this.#at; i++) {
      const byte = this.#bytes[i] as number
      if (byte >= 0x80) return this.#utf8(name)
      text += String.fromCharCode(byte)
    }
    return text
  }

  /** The present field as a whole number; one that no double holds exactly is refused, so is a negative one. */
  whole(name: string): number {
    this.#expect(VARINT, name, 'a whole number')
    if (!Number.isSafeInteger(this.#value))
      throw new WireRefusal('bad_id', name, this.#value, 'a whole number from 0 to 2^53 - 1')
    return this.#value
  }

  /** The present field as a message of its own. */
  message(name: string): ProtoReader {
    this.#expect(BYTES, name, 'a message')
    return new ProtoReader(this.#bytes, this.#from, this.#at)
  }

  #utf8(name: string): string {
    try {
      return utf8.decode(this.#bytes.subarray(this.#from, this.#at))
    } catch {
      throw new WireRefusal('bad_field', name, 'bytes', 'UTF-8 text')
    }
  }

  #expect(type: number, name: string, expected: string): void {
    if (this.#type !== type) throw new WireRefusal('bad_field', name, `wire type ${this.#type}`, expected)
  }

  #pass(length: number): void {
    this.#from = this.#at
    if (!(length <= this.#end - this.#at)) throw malformed(`${length} bytes where ${this.#end - this.#at} are left`)
    this.#at += length
  }

  /** Exact below 2^53; larger ones are large enough to be refused. */
  #varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i++) {
      if (this.#at === this.#end) throw malformed('a number cut off')
      const byte = this.#bytes[this.#at++] as number
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
    throw malformed('a number of more than 10 bytes')
  }
}

function malformed(value: string): WireRefusal {
  return new WireRefusal('not_protobuf', '', value, 'a proto3 message')
}
