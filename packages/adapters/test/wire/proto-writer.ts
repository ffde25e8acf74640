/** A field of a proto3 message: text or a message (bytes), a whole number, or raw bytes of another wire type. */
export type ProtoField = readonly [number: number, value: string | number | bigint | Uint8Array]

/** Bytes of a proto3 message, written the slow and obvious way. */
export function proto(...fields: readonly ProtoField[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number' || typeof value === 'bigint') return [...varint(number * 8), ...varint(value)]
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
      return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]
    }),
  )
}

/** A whole number, seven bits a byte, lowest first; negative ones as 64-bit two's complement. */
export function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return [...bytes, Number(rest)]
}
