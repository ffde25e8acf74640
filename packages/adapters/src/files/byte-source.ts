import { TapelineError } from '@tapeline/core'

/** A stream of bytes as platforms hand them out: a `Response` body, a file's stream, an async generator. */
export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * Where bytes come from. A string is a path, or an `http(s):` or `file:` address; text itself goes in as `{ text }`.
 * A stream can be read once only, so it is given as a function that opens it anew for each pass.
 */
export type ByteSource =
  string | URL | Uint8Array | Blob | { readonly text: string } | (() => ByteStream | Promise<ByteStream>)

/** Opens the source from its beginning; gzip is recognised by its first two bytes and unpacked on the way. */
export async function* openBytes(source: ByteSource, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = iterate(await open(source, name))
  try {
    const head = await firstBytes(iterator, name)
    if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) {
      yield* gunzip(head, iterator, name)
      return
    }
    yield head
    for (let next = await step(iterator, name); next !== null; next = await step(iterator, name)) yield next
  } finally {
    await iterator.return?.()
  }
}

/** A short name for messages and stream keys: the last part of a path, never the whole of it. */
export function byteSourceName(source: ByteSource): string {
  if (source instanceof URL) return lastPart(source.pathname)
  if (typeof source === 'string')
    return lastPart(/^[a-z]+:\/\//i.test(source) ? source.replace(/[?#].*$/s, '') : source)
  const named = (source as { readonly name?: unknown }).name
  return typeof named === 'string' && typeof source !== 'function' && named !== '' ? named : 'csv'
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? 'csv'
}

async function open(source: ByteSource, name: string): Promise<ByteStream> {
  if (typeof source === 'function') return source()
  if (source instanceof Uint8Array) return once(source)
  if (typeof source === 'string' || source instanceof URL) return openAddress(source, name)
  if (typeof Blob === 'function' && source instanceof Blob) return source.stream() as ReadableStream<Uint8Array>
  if (typeof (source as { text?: unknown }).text === 'string')
    return once(new TextEncoder().encode((source as { text: string }).text))
  throw new TapelineError(`The source of ${name} cannot be read.`, {
    code: 'BAD_SOURCE',
    hint: 'Give a path, a URL, bytes, a Blob, { text }, or a function that opens a stream.',
  })
}

async function openAddress(address: string | URL, name: string): Promise<ByteStream> {
  if (/^https?:/i.test(String(address))) {
    const response = await fetch(address).catch((cause: unknown) => {
      throw unreadable(name, cause)
    })
    if (response.ok && response.body !== null) return response.body
    throw new TapelineError(`${name}: the server answered ${response.status} ${response.statusText}.`, {
      code: 'SOURCE_UNREADABLE',
      retryable: response.status >= 500,
      details: { status: response.status },
    })
  }
  // Asked for by name at run time, so that a bundler for browsers meets no import of a Node module.
  const files = globalThis.process?.getBuiltinModule?.('node:fs')
  if (files === undefined) {
    throw new TapelineError(`${name}: this runtime has no files to open by path.`, {
      code: 'BAD_SOURCE',
      hint: 'Give a Blob or File, bytes, an http(s) address, or a function that opens a stream.',
    })
  }
  const path = typeof address === 'string' && /^file:/i.test(address) ? new URL(address) : address
  return files.createReadStream(path, { highWaterMark: 1 << 20 })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes
}

function iterate(stream: ByteStream): AsyncIterator<Uint8Array> {
  if (Symbol.asyncIterator in stream) return stream[Symbol.asyncIterator]()
  // Some browsers cannot iterate a ReadableStream yet.
  const reader = (stream as ReadableStream<Uint8Array>).getReader()
  return {
    next: () => reader.read() as Promise<IteratorResult<Uint8Array>>,
    return: async () => {
      await reader.cancel()
      return { done: true, value: undefined }
    },
  }
}

/** The next bytes, or null at the end; a fault of the platform becomes a typed error. */
async function step(iterator: AsyncIterator<Uint8Array>, name: string): Promise<Uint8Array | null> {
  let next: IteratorResult<Uint8Array>
  try {
    next = await iterator.next()
  } catch (cause) {
    throw unreadable(name, cause)
  }
  if (next.done === true) return null
  if (next.value instanceof Uint8Array) return next.value
  throw new TapelineError(`${name}: the stream gave ${typeof next.value}, expected bytes (Uint8Array).`, {
    code: 'BAD_SOURCE',
  })
}

/** At least two bytes, if there are as many: enough to tell gzip from text. */
async function firstBytes(iterator: AsyncIterator<Uint8Array>, name: string): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < 2) {
    const next = await step(iterator, name)
    if (next === null) break
    const joined: Uint8Array = new Uint8Array(head.length + next.length)
    joined.set(head)
    joined.set(next, head.length)
    head = joined
  }
  return head
}

async function* gunzip(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const unpacker = new DecompressionStream('gzip')
  const writer = unpacker.writable.getWriter()
  const reader = unpacker.readable.getReader()
  let sourceFault: unknown = null
  const feed = async (): Promise<void> => {
    try {
      for (let chunk: Uint8Array | null = head; chunk !== null; chunk = await step(rest, name)) {
        await writer.write(chunk as Uint8Array<ArrayBuffer>)
      }
      await writer.close()
    } catch (fault) {
      sourceFault = fault
      await writer.abort(fault).catch(() => {})
    }
  }
  const feeding = feed()
  let finished = false
  try {
    for (;;) {
      const next = await reader.read()
      if (next.done) break
      yield next.value
    }
    finished = true
  } catch (cause) {
    finished = true
    await feeding
    throw sourceFault instanceof TapelineError ? sourceFault : unreadable(name, cause)
  } finally {
    if (!finished) await reader.cancel()
    await feeding
  }
}

function unreadable(name: string, cause: unknown): TapelineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TapelineError(`${name} could not be read: ${reason}.`, { code: 'SOURCE_UNREADABLE', cause })
}
