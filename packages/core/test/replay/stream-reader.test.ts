import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import type { BarColumns, TradeColumns } from '../../src/market/index.js'
import { BLOCK_ROWS, StreamReader } from '../../src/replay/index.js'
import { caught } from '../caught.js'
import { asAsync, cutAt, cuts, recordedBars, recordedTrades, soundBars, soundTrades } from './recordings.js'

const ROWS = 2 * BLOCK_ROWS + 100

describe('StreamReader', () => {
  it('D9: gives the same rows and the same digest however they were chunked, at once or awaited', async () => {
    const whole = soundBars(ROWS)
    const expected = await drain(new StreamReader<BarColumns>(recordedBars(() => [whole])))
    expect(expected.input).toMatchObject({ stream: 'AAPL@XNAS|bars:1m|a.csv', rows: ROWS })
    await fc.assert(
      fc.asyncProperty(cuts(ROWS), fc.boolean(), async (at, isAsync) => {
        const chunks = cutAt(whole, at)
        const reader = new StreamReader<BarColumns>(recordedBars(() => (isAsync ? asAsync(chunks) : chunks)))
        const read = await drain(reader)
        expect(read.input).toEqual(expected.input)
        expect(read.close).toEqual(expected.close)
      }),
      { numRuns: 30 },
    )
  })

  it('D9: so for trades, with and without the time of receipt and the side', async () => {
    const digests = new Set<string>()
    for (const tsRecv of [true, false]) {
      for (const side of [true, false]) {
        const whole = soundTrades(500, { tsRecv, side })
        const expected = await drain(new StreamReader<TradeColumns>(recordedTrades(() => [whole])))
        digests.add(expected.input.digest)
        await fc.assert(
          fc.asyncProperty(cuts(500), async (at) => {
            const read = await drain(new StreamReader<TradeColumns>(recordedTrades(() => cutAt(whole, at))))
            expect(read.input).toEqual(expected.input)
          }),
          { numRuns: 10 },
        )
      }
    }
    expect(digests.size).toBe(4)
  })

  it('one ulp in one number of any column changes the digest', async () => {
    const digestOf = async (chunk: BarColumns | TradeColumns): Promise<string> => {
      const reader =
        chunk.kind === 'bars'
          ? new StreamReader<BarColumns>(recordedBars(() => [chunk]))
          : new StreamReader<TradeColumns>(recordedTrades(() => [chunk]))
      return (await drain(reader)).input.digest
    }
    for (const whole of [soundBars(50), soundTrades(50, { tsRecv: true, side: true })]) {
      const seen = new Set([await digestOf(whole)])
      let changes = 0
      for (const [name, column] of Object.entries(whole)) {
        if (!ArrayBuffer.isView(column)) continue
        for (const row of [1, 21, 49]) {
          const changed = (column as Float64Array | Int8Array).slice()
          if (changed instanceof Int8Array) changed[row] = changed[row] === 1 ? -1 : 1
          else new BigUint64Array(changed.buffer)[row]! += 1n
          seen.add(await digestOf({ ...whole, [name]: changed }))
          changes++
        }
      }
      expect(seen.size).toBe(changes + 1)
    }
  })

  it('gives blocks that indicators can take in one go, and no promise where the source needs none', async () => {
    const reader = new StreamReader<BarColumns>(recordedBars(() => [soundBars(ROWS)]))
    const lengths: number[] = []
    for (let block = reader.next(); block !== null; block = reader.next()) {
      if (block instanceof Promise) throw new Error('a promise')
      lengths.push(block.length)
    }
    expect(lengths).toEqual([BLOCK_ROWS, BLOCK_ROWS, 100])
    expect(reader.next()).toBeNull()
  })

  it('D9: passes over a hundred thousand empty chunks, and an empty stream is one of no rows', async () => {
    const nothing = soundBars(0)
    const holes = Array<BarColumns>(100_000).fill(nothing)
    const read = await drain(new StreamReader<BarColumns>(recordedBars(() => [...holes, soundBars(3), ...holes])))
    expect(read.close).toHaveLength(3)
    const empty = await drain(new StreamReader<BarColumns>(recordedBars(() => [])))
    expect(empty.input.rows).toBe(0)
    expect((await drain(new StreamReader<BarColumns>(recordedBars(() => holes)))).input).toEqual(empty.input)
  })

  it('D9: names the row by its place in the stream, not in its chunk, and the order is kept over chunks', async () => {
    const whole = soundBars(6_000)
    whole.close[5_000] = NaN
    const error = await failure(drain(new StreamReader<BarColumns>(recordedBars(() => cutAt(whole, [10, 4_500])))))
    expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({
      stream: 'AAPL@XNAS|bars:1m|a.csv',
      row: 5_000,
      column: 'close',
      value: NaN,
    })
    const twice = await failure(drain(new StreamReader<BarColumns>(recordedBars(() => [soundBars(3), soundBars(3)]))))
    expect(isTapelineError(twice, 'BAD_DATA') && twice.details).toMatchObject({ row: 3, column: 'closeTime' })
  })

  it('A3: refuses a chunk of another kind', () => {
    const trades = soundTrades(3, { tsRecv: false, side: false }) as unknown as BarColumns
    const error = caught(() => new StreamReader<BarColumns>(recordedBars(() => [trades])).next())
    expect(isTapelineError(error, 'BAD_DATA') && error.details).toMatchObject({ column: 'kind', value: 'trades' })
  })

  it('takes a source whose promises are not native ones', async () => {
    const thenable = (result: IteratorResult<BarColumns>): Promise<IteratorResult<BarColumns>> =>
      ({ then: (resolve: (value: unknown) => void) => resolve(result) }) as unknown as Promise<
        IteratorResult<BarColumns>
      >
    let given = 0
    const next = (): Promise<IteratorResult<BarColumns>> =>
      thenable(given++ === 0 ? { done: false, value: soundBars(3) } : { done: true, value: undefined })
    const read = await drain(
      new StreamReader<BarColumns>(recordedBars(() => ({ [Symbol.asyncIterator]: () => ({ next }) }))),
    )
    expect(read.input.rows).toBe(3)
  })

  it('D8: closes its source when it is left early, once or twice, begun or not', async () => {
    const log: string[] = []
    async function* awaited(): AsyncGenerator<BarColumns> {
      try {
        yield* asAsync(cutAt(soundBars(10), [5]))
      } finally {
        log.push('awaited closed')
      }
    }
    function* atOnce(): Generator<BarColumns> {
      try {
        yield* cutAt(soundBars(10), [5])
      } finally {
        log.push('closed')
      }
    }
    for (const source of [awaited, atOnce]) {
      const reader = new StreamReader<BarColumns>(recordedBars(source))
      await reader.next()
      await reader.close()
      await reader.close()
    }
    await new StreamReader<BarColumns>(recordedBars(atOnce)).close()
    expect(log).toEqual(['awaited closed', 'closed'])
  })

  it('D8: does not wait for the chunk that a hanging source owes, and its late failure is nobody’s', async () => {
    let fail: (error: Error) => void = () => undefined
    async function* hanging(): AsyncGenerator<BarColumns> {
      await new Promise((_, reject) => (fail = reject))
      yield soundBars(1)
    }
    const reader = new StreamReader<BarColumns>(recordedBars(hanging))
    const owed = failure(Promise.resolve(reader.next()))
    await reader.close()
    fail(new Error('connection lost'))
    expect(await owed).toEqual(new Error('connection lost'))
  })
})

interface Read {
  readonly close: readonly number[]
  readonly input: ReturnType<StreamReader<BarColumns>['inputDigest']>
}

async function drain(reader: StreamReader<BarColumns> | StreamReader<TradeColumns>): Promise<Read> {
  const close: number[] = []
  for (let block = await reader.next(); block !== null; block = await reader.next()) {
    close.push(...(block.kind === 'bars' ? block.close : block.price))
    expect(block.length <= BLOCK_ROWS).toBe(true)
  }
  return { close, input: reader.inputDigest() }
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
