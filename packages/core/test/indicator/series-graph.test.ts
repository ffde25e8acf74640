import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/index.js'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SeriesGraph,
  type IndicatorType,
  type SeriesOptions,
} from '../../src/indicator/kit.js'

interface DelayParams extends SeriesOptions {
  readonly by?: number | undefined
  readonly failAt?: number | undefined
}

/** The sample `by` samples ago, for by of 0 or 1; throws at a given value. */
class Delay extends IndicatorInstance {
  static rounds = 0
  private readonly by: number
  private readonly failAt: number
  private past = NaN
  private newest = NaN

  constructor({ by, failAt }: { readonly by: number; readonly failAt: number }) {
    super()
    this.by = by
    this.failAt = failAt
  }

  static runAll(group: readonly Delay[], from: number, to: number): void {
    Delay.rounds++
    for (const delay of group) {
      for (let i = from; i < to; i++) {
        const x = delay.inputs[0]?.[i] as number
        if (isSample(x)) delay.commit()
        ;(delay.outputs[0] as Float64Array)[i] = isSample(x) ? delay.amend(x) : NaN
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.newest
  }

  override amend(x: number): number {
    if (x === this.failAt) throw new Error(`cannot bear ${x}`)
    this.newest = x
    return this.by === 0 ? x : this.past
  }
}

const delay: IndicatorType<DelayParams, 'value'> = defineIndicator<DelayParams, 'value'>({
  name: 'delay',
  title: 'Delay',
  tells: 'An earlier sample.',
  params: {
    by: { kind: 'whole', default: 1, min: 0, max: 1 },
    failAt: { kind: 'number', default: -1, min: -1, max: 1000 },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ by }) => ({ samples: by + 1 }),
  cost: 'O(1)',
  source: 'by definition',
  total: true,
  kernel: Delay,
})

const close = Float64Array.of(1, 2, 4, 8, 16)

describe('SeriesGraph', () => {
  it('shares one node between equal definitions', () => {
    const graph = new SeriesGraph(['close'], 5)
    expect(graph.add(delay({ by: 1 }))).toBe(graph.add(delay()))
    expect(graph.nodes).toHaveLength(1)
  })

  it('computes a composition after what it is made of, whatever the order of adding', () => {
    const graph = new SeriesGraph(['close'], 5)
    const twice = graph.add(delay({ of: delay({ of: delay() }) }))
    graph.add(delay())
    graph.bind({ close })
    graph.run(0, 5)
    expect([...(twice.columns[0] as Float64Array)]).toEqual([NaN, NaN, NaN, 1, 2])
    expect(graph.nodes).toHaveLength(3)
  })

  it('runs the instances of one level and class in one loop', () => {
    const graph = new SeriesGraph(['close', 'open'], 5)
    for (const input of ['close', 'open'] as const) for (const by of [0, 1]) graph.add(delay({ by, input }))
    graph.bind({ close, open: close })
    Delay.rounds = 0
    graph.run(0, 5)
    expect(Delay.rounds).toBe(1)
  })

  it('gives the same in chunks of any length, rows read anew after each bind', () => {
    const graph = new SeriesGraph(['close'], 2)
    const node = graph.add(delay())
    const seen: number[] = []
    for (const rows of [[1, 2], [4], [8, 16]]) {
      graph.bind({ close: Float64Array.from(rows) })
      graph.run(0, rows.length)
      seen.push(...(node.columns[0] as Float64Array).subarray(0, rows.length))
    }
    expect(seen).toEqual([NaN, 1, 2, 4, 8])
  })

  it('marks the rows at which everything has a value, and goes on marking after all are warm', () => {
    const graph = new SeriesGraph(['close'], 5)
    graph.add(delay({ by: 0 }))
    graph.add(delay())
    graph.bind({ close })
    const ready = new Uint8Array(5)
    graph.run(0, 3)
    graph.markReady(0, 3, ready)
    graph.run(3, 5)
    graph.markReady(3, 5, ready)
    expect([...ready]).toEqual([0, 1, 1, 1, 1])
  })

  it('serves means of prices, and trades under the names of bars', () => {
    const bars = new SeriesGraph(['open', 'high', 'low', 'close'], 1)
    const means = (['hl2', 'hlc3', 'ohlc4'] as const).map((input) => bars.add(delay({ by: 0, input })))
    bars.bind({
      open: Float64Array.of(1),
      high: Float64Array.of(9),
      low: Float64Array.of(3),
      close: Float64Array.of(6),
    })
    bars.run(0, 1)
    expect(means.map((node) => node.columns[0]?.[0])).toEqual([6, 6, 4.75])

    const trades = new SeriesGraph(['ts', 'price', 'size'], 1)
    const nodes = [
      trades.add(delay({ by: 0 })),
      trades.add(delay({ by: 0, input: 'volume' })),
      trades.add(delay({ by: 0, input: 'hlc3' })),
    ]
    trades.bind({ ts: Float64Array.of(1), price: Float64Array.of(7), size: Float64Array.of(2) })
    trades.run(0, 1)
    expect(nodes.map((node) => node.columns[0]?.[0])).toEqual([7, 2, 7])
  })

  it('names the columns there are when one is asked for that is not', () => {
    const graph = new SeriesGraph(['ts', 'price', 'size'], 1)
    const fault = caught(() => graph.add(delayOf('spread')))
    expect(isTapelineError(fault, 'UNKNOWN_SERIES')).toBe(true)
    expect(String(fault)).toContain('ts, price, size')
    expect(graph.nodes).toHaveLength(0)
  })

  it('C10: what one indicator throws stops that one alone, its group and the rest go on', () => {
    const graph = new SeriesGraph(['close'], 5)
    const first = graph.add(delay())
    const broken = graph.add(delay({ by: 0, failAt: 4 }))
    const heir = graph.add(delay({ of: delay({ by: 0, failAt: 4 }) }))
    const alsoBroken = graph.add(delay({ by: 0, failAt: 8 }))
    const last = graph.add(delay({ by: 0 }))
    graph.bind({ close })
    graph.run(0, 5)
    graph.run(0, 5)
    expect([first, broken, heir, alsoBroken, last].map((node) => node.error === null)).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
    expect(broken.error).toEqual(new Error('cannot bear 4'))
    expect([...(broken.columns[0] as Float64Array)]).toEqual([NaN, NaN, NaN, NaN, NaN])
    expect([...(heir.columns[0] as Float64Array)]).toEqual([NaN, NaN, NaN, NaN, NaN])
    expect([...(first.columns[0] as Float64Array)]).toEqual([16, 1, 2, 4, 8])
    expect([...(last.columns[0] as Float64Array)]).toEqual([1, 2, 4, 8, 16])
  })

  it('goes on from a snapshot as if nothing had happened, and refuses a foreign one', () => {
    const make = (): SeriesGraph => {
      const graph = new SeriesGraph(['close'], 5)
      graph.add(delay({ of: delay() }))
      graph.bind({ close })
      return graph
    }
    const whole = make()
    whole.run(0, 5)
    const first = make()
    first.run(0, 2)
    const second = make()
    second.restore(structuredClone(first.snapshot()))
    second.run(2, 5)
    for (const i of [0, 1]) expect(second.nodes[i]?.columns[0]?.slice(2)).toEqual(whole.nodes[i]?.columns[0]?.slice(2))
    const other = new SeriesGraph(['close'], 5)
    other.add(delay({ by: 0 }))
    expect(
      isTapelineError(
        caught(() => other.restore(first.snapshot())),
        'SNAPSHOT_MISMATCH',
      ),
    ).toBe(true)
  })

  it('wants bind before run, all its columns, and no more rows than its capacity', () => {
    const graph = new SeriesGraph(['close', 'volume'], 5)
    expect(
      isTapelineError(
        caught(() => graph.run(0, 1)),
        'GRAPH_UNBOUND',
      ),
    ).toBe(true)
    expect(
      isTapelineError(
        caught(() => graph.bind({ close })),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
    graph.bind({ close, volume: close })
    expect(
      isTapelineError(
        caught(() => graph.run(0, 6)),
        'BAD_PARAMETER',
      ),
    ).toBe(true)
  })
})

function delayOf(column: string): ReturnType<typeof delay> {
  return Object.create(delay(), { inputs: { value: [column] } }) as ReturnType<typeof delay>
}

function caught(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}
