import { backtest, bars, strategy, trades, type ColumnChunk, type Recorded } from '@tapeline/core'
import { syntheticBars, syntheticMarket } from '@tapeline/core/testing'
import { catalog, vwap, type Catalog } from '@tapeline/indicators'
import { describe, expect, test } from 'vitest'

type AnyIndicator = Catalog extends Iterable<infer Type> ? Type : never

/** More rows than the engine looks at in one go, in chunks that end elsewhere. */
const hourly = syntheticBars({ seed: 11, bars: 5_000, timeframe: '1h', chunkRows: 700 })
const prints = syntheticMarket({ seed: 12, ticks: 9_000, chunkRows: 1_234 }).trades
/** All but the one that reads a column which no market has. */
const types = [...catalog].filter((type) => type !== catalog.get('mavp'))

describe('indicators in a backtest', () => {
  test.each(types.filter(readsBars).map((type) => [type.metadata.name, type] as const))(
    '%s has on bars the values of a batch',
    async (_, type) => {
      expect(await valuesInRun(type, hourly)).toEqual(batchOf(type, await columnsOf(hourly)))
    },
  )

  test.each(types.filter(readsTrades).map((type) => [type.metadata.name, type] as const))(
    '%s has on trades the values of a batch',
    async (_, type) => {
      expect(await valuesInRun(type, prints)).toEqual(batchOf(type, await columnsOf(prints)))
    },
  )

  test('mavp says that bars have no column of periods', async () => {
    const type = catalog.get('mavp') as AnyIndicator
    await expect(valuesInRun(type, hourly)).rejects.toThrow('reads "periods"')
  })

  test('vwap of a day knows when its bars opened', async () => {
    const daily = strategy({
      name: 'daily',
      data: { main: bars('1h') },
      indicators: () => ({ day: vwap({ anchor: 'utc_day' }) }),
      onBar({ ind, signal }) {
        signal('vwap', { day: ind.day })
      },
    })
    const { signals } = await backtest({ strategy: daily, data: { main: hourly }, account: { USD: 1_000 } }).result
    const { value } = vwap.batch(await columnsOf(hourly), { anchor: 'utc_day' })
    expect(signals.map(({ values }) => values['day'])).toEqual([...value])
  })
})

function readsBars(type: AnyIndicator): boolean {
  return !type().inputs.includes('side')
}

function readsTrades(type: AnyIndicator): boolean {
  const { inputs } = type()
  return !inputs.some((input) => ['high', 'low', 'hlc3'].includes(input))
}

/** Every value that a handler could read, NaN for none. */
async function valuesInRun(type: AnyIndicator, main: Recorded): Promise<number[][]> {
  const definition = type(main.kind === 'bars' ? {} : { on: 'main' })
  const seen: number[][] = definition.outputs.map(() => [])
  const note = ({ ind }: { readonly ind: object }): void => {
    const { one } = ind as { readonly one: number | null | Record<string, number | null> }
    definition.outputs.forEach((output, i) => {
      const value = typeof one === 'object' && one !== null ? one[output] : one
      seen[i]?.push((value as number | null) ?? NaN)
    })
  }
  const reader = strategy({
    name: 'reader',
    data: { main: main.kind === 'bars' ? bars('1h') : trades() },
    indicators: () => ({ one: definition }),
    warmup: 'partial',
    ...(main.kind === 'bars' ? { onBar: note } : { onTrade: note }),
  })
  await backtest({ strategy: reader, data: { main }, account: { [main.instrument.quote]: 1_000 } }).result
  return seen
}

function batchOf(type: AnyIndicator, columns: Record<string, Float64Array>): number[][] {
  const values = type.batch(columns)
  return type().outputs.map((output) => [...(values[output] as Float64Array)])
}

async function columnsOf(recorded: Recorded): Promise<Record<string, Float64Array>> {
  const chunks: ColumnChunk[] = []
  for await (const chunk of recorded.chunks()) chunks.push(chunk)
  const names =
    recorded.kind === 'bars'
      ? ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume']
      : ['ts', 'price', 'size', 'side']
  return Object.fromEntries(
    names.map((name) => [
      name,
      Float64Array.from(
        chunks.flatMap((chunk) => [...((chunk as unknown as Record<string, Float64Array>)[name] as Float64Array)]),
      ),
    ]),
  )
}
