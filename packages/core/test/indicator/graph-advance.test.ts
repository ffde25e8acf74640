import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import {
  defineIndicator,
  defineWindow,
  IndicatorInstance,
  isSample,
  SeriesGraph,
  type IndicatorType,
  type SeriesOptions,
} from '../../src/indicator/kit.js'

/** The sum of all samples. */
class Total extends IndicatorInstance {
  private before = NaN
  private newest = NaN

  static runAll(group: readonly Total[], from: number, to: number): void {
    for (const total of group) {
      for (let i = from; i < to; i++) {
        const x = total.inputs[0]?.[i] as number
        if (isSample(x)) total.commit()
        ;(total.outputs[0] as Float64Array)[i] = isSample(x) ? total.amend(x) : NaN
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.before = (this.before || 0) + this.newest
  }

  override amend(x: number): number {
    if (x === 13) throw new Error('not thirteen')
    this.newest = x
    return (this.before || 0) + x
  }
}

const total: IndicatorType<SeriesOptions, 'value'> = defineIndicator<SeriesOptions, 'value'>({
  name: 'total',
  title: 'Total',
  tells: 'All that came.',
  params: {},
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'by definition',
  total: true,
  kernel: Total,
})

const volume = defineWindow({
  name: 'volume',
  tells: 'What was traded.',
  unit: 'volume',
  of: (_, size) => size,
  join: (a, b) => a + b,
})

const ticks = {
  ts: Float64Array.of(1000, 2000, 5000, 9000),
  price: Float64Array.of(7, 7, 7, 7),
  size: Float64Array.of(1, 2, 4, 8),
}

describe('SeriesGraph.advance', () => {
  it('moves every window, and what is composed of it, to a time between rows', () => {
    const graph = graphOf()
    const [window, sum, late, plain] = graph.nodes.map((node) => node.columns[0] as Float64Array)
    graph.run(0, 2)
    expect([window?.[1], sum?.[1], late?.[1], plain?.[1]]).toEqual([3, 4, 3, 14])
    expect(graph.advance(4500)).toBe(1)
    expect([window?.[1], sum?.[1], late?.[1], plain?.[1]]).toEqual([2, 3, 2, 14])
    expect(graph.advance(5500)).toBe(1)
    expect([window?.[1], sum?.[1], late?.[1]]).toEqual([NaN, NaN, NaN])
  })

  it('leaves no trace in the rows that follow, in chunks of any length, nor in a snapshot', () => {
    const whole = graphOf()
    whole.run(0, 4)
    const moved = graphOf()
    const restored = graphOf()
    for (let row = 0; row < 4; row++) {
      moved.run(row, row + 1)
      expect(rowOf(moved, row)).toEqual(rowOf(whole, row))
      moved.advance((ticks.ts[row] as number) + 500)
      const refreshed = rowOf(moved, row)
      if (row === 1) restored.restore(structuredClone(moved.snapshot()))
      moved.advance((ticks.ts[row] as number) + 500)
      expect(rowOf(moved, row)).toEqual(refreshed)
    }
    restored.run(2, 4)
    expect([rowOf(restored, 2), rowOf(restored, 3)]).toEqual([rowOf(whole, 2), rowOf(whole, 3)])
  })

  it('refuses to go back, and leaves everything as it was', () => {
    const graph = graphOf()
    expect(graph.advance(1)).toBe(-1)
    graph.run(0, 2)
    graph.advance(3000)
    for (const nowMs of [2999, NaN, Infinity])
      expect(
        isTapelineError(
          caught(() => graph.advance(nowMs)),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
    expect(graph.nodes[0]?.columns[0]?.[1]).toBe(3)
  })

  it('C10: what one indicator throws then stops that one alone', () => {
    const graph = new SeriesGraph(['ts', 'price', 'size'], 2)
    const sum = graph.add(total({ of: volume({ t1: 3 }) }))
    const other = graph.add(total({ of: volume({ t1: 10 }) }))
    graph.bind({ ...ticks, size: Float64Array.of(1, 13) })
    graph.run(0, 2)
    expect([sum.error, other.columns[0]?.[1]]).toEqual([null, 15])
    graph.advance(4500)
    expect(sum.error).toEqual(new Error('not thirteen'))
    expect([sum.columns[0]?.[1], other.columns[0]?.[1]]).toEqual([NaN, 15])
  })
})

function rowOf(graph: SeriesGraph, row: number): unknown[] {
  return graph.nodes.map((node) => node.columns[0]?.[row])
}

function graphOf(): SeriesGraph {
  const graph = new SeriesGraph(['ts', 'price', 'size'], 4)
  graph.add(volume({ t1: 3 }))
  graph.add(total({ of: volume({ t1: 3 }) }))
  graph.add(volume({ t1: 3, lateness: 1 }))
  graph.add(total({ input: 'close' }))
  graph.bind(ticks)
  return graph
}

function caught(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
