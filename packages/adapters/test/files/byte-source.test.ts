import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byteSourceName, openBytes, type ByteSource } from '../../src/files/byte-source.js'

const TEXT = 'a,b\n1,2\n'
const bytes = new TextEncoder().encode(TEXT)

describe('openBytes', () => {
  let folder = ''
  let server: Server
  let address = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bytes of a path '))
    await writeFile(join(folder, 'plain.csv'), TEXT)
    await writeFile(join(folder, 'packed.csv.gz'), gzipSync(TEXT))
    server = createServer((request, response) => {
      if (request.url?.startsWith('/data.csv') === true) response.end(TEXT)
      else response.writeHead(request.url === '/broken' ? 503 : 404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true })
  })

  const sources: readonly (readonly [string, () => ByteSource])[] = [
    ['a path', () => join(folder, 'plain.csv')],
    ['a path of a gzip file', () => join(folder, 'packed.csv.gz')],
    ['a file URL', () => pathToFileURL(join(folder, 'plain.csv'))],
    ['the text of a file URL', () => pathToFileURL(join(folder, 'plain.csv')).href],
    ['an http address', () => `${address}/data.csv`],
    ['text', () => ({ text: TEXT })],
    ['bytes', () => bytes],
    ['packed bytes', () => new Uint8Array(gzipSync(TEXT))],
    ['a Blob', () => new Blob([TEXT])],
    ['a function that opens a ReadableStream', () => () => new Blob([TEXT]).stream() as ReadableStream<Uint8Array>],
    [
      'a function that fetches',
      () => async () => (await fetch(`${address}/data.csv`)).body as ReadableStream<Uint8Array>,
    ],
    ['a generator of single bytes', () => oneByOne],
  ]

  it.each(sources)('reads %s, twice', async (_: string, source: () => ByteSource) => {
    expect(await text(source())).toBe(TEXT)
    expect(await text(source())).toBe(TEXT)
  })

  it('says when the server refuses, and whether asking again may help', async () => {
    await expect(text(`${address}/nothing`)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      retryable: false,
      details: { status: 404 },
    })
    await expect(text(`${address}/broken`)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE', retryable: true })
    await expect(text('http://127.0.0.1:1/data.csv')).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
  })

  it('A1: refuses a stream of anything but bytes', async () => {
    const strings = async function* (): AsyncGenerator<string> {
      yield TEXT
    }
    await expect(text(strings as never)).rejects.toMatchObject({ code: 'BAD_SOURCE' })
  })
})

describe('byteSourceName', () => {
  it('is the last part of a path or address, without folders, query or credentials', () => {
    expect(byteSourceName('C:\\data\\aapl.csv')).toBe('aapl.csv')
    expect(byteSourceName('/home/me/aapl.csv.gz')).toBe('aapl.csv.gz')
    expect(byteSourceName('https://user:secret@host/x/aapl.csv?key=secret/1')).toBe('aapl.csv')
    expect(byteSourceName(new URL('https://host/aapl.csv?key=secret/1'))).toBe('aapl.csv')
    expect(byteSourceName(new File([TEXT], 'mine.csv'))).toBe('mine.csv')
    expect(byteSourceName({ text: TEXT })).toBe('csv')
    expect(byteSourceName(oneByOne)).toBe('csv')
  })
})

async function* oneByOne(): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield Uint8Array.of(byte)
}

async function text(source: ByteSource): Promise<string> {
  const decoder = new TextDecoder()
  let all = ''
  for await (const chunk of openBytes(source, 'x')) all += decoder.decode(chunk, { stream: true })
  return all
}
