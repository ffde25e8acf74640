import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { replay, type Lane } from '../../src/replay/index.js'

type Pace = 'at once' | 'awaited'

/** A lane of rows that writes down what happens to them; `blocks` are its rows' times, block by block. */
class ListLane implements Lane {
  readonly isTail = false
  headKey = Infinity
  needsBlock = true
  loads = 0
  readonly #name: string
  readonly #blocks: readonly (readonly number[])[]
  readonly #log: string[]
  readonly #pace: Pace
  #block: readonly number[] = []
  #row = 0
  #count = 0
  #applied = ''

  constructor(name: string, blocks: readonly (readonly number[])[], log: string[], pace: Pace = 'at once') {
    this.#name = name
    this.#blocks = blocks
    this.#log = log
    this.#pace = pace
  }

  load(): boolean | Promise<boolean> {
    const block = this.#blocks[this.loads++]
    const begin = (): boolean => {
      if (block === undefined) return false
      this.#block = block
      this.#row = 0
      this.#look()
      return true
    }
    return this.#pace === 'at once' ? begin() : Promise.resolve().then(begin)
  }

  runBefore(limit: number): void {
    while (this.headKey < limit) {
      this.apply()
      this.dispatch()
    }
  }

  apply(): void {
    this.#applied = `${this.#name}${this.#count++}@${this.headKey}`
    this.#log.push(`apply ${this.#applied}`)
    this.#row++
    this.#look()
  }

  dispatch(): void {
    this.#log.push(`dispatch ${this.#applied}`)
  }

  #look(): void {
    this.needsBlock = this.#row === this.#block.length
    this.headKey = this.needsBlock ? Infinity : (this.#block[this.#row] as number)
  }
}

/** Round by round: the lanes that stand at the earliest time take one row each, all applied before any is dispatched. */
function slowOrder(lanes: readonly { readonly name: string; readonly times: readonly number[] }[]): string[] {
  const log: string[] = []
  const rows = lanes.map(() => 0)
  for (;;) {
    const heads = lanes.map(({ times }, i) => times[rows[i] as number] ?? Infinity)
    const now = Math.min(...heads)
    if (now === Infinity) return log
    const round = lanes.flatMap(({ name }, i) => (heads[i] === now ? [{ i, text: `${name}${rows[i]}@${now}` }] : []))
    log.push(...round.map(({ text }) => `apply ${text}`), ...round.map(({ text }) => `dispatch ${text}`))
    for (const { i } of round) rows[i] = (rows[i] as number) + 1
  }
}

const hooks = { onTurn: () => undefined, budgetMs: 1_000 }

describe('replay', () => {
  it('applies all that shares an instant before it dispatches any of it, in the order of lanes', async () => {
    const log: string[] = []
    await replay([new ListLane('a', [[1, 2, 2, 4]], log), new ListLane('b', [[2, 3]], log)], hooks)
    expect(log).toEqual([
      'apply a0@1',
      'dispatch a0@1',
      'apply a1@2',
      'apply b0@2',
      'dispatch a1@2',
      'dispatch b0@2',
      'apply a2@2',
      'dispatch a2@2',
      'apply b1@3',
      'dispatch b1@3',
      'apply a3@4',
      'dispatch a3@4',
    ])
  })

  it('D9: runs any lanes in one total order, however their rows come in blocks', async () => {
    let ties = 0
    let awaited = 0
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 }).map((list) => list.sort((a, b) => a - b))
    const lane = fc.record({
      times,
      sizes: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 25 }),
      pace: fc.constantFrom<Pace>('at once', 'awaited'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(lane, { maxLength: 12 }), async (lanes) => {
        const log: string[] = []
        const named = lanes.map((one, i) => ({ ...one, name: 'abcdefghijkl'[i] as string }))
        await replay(
          named.map(({ name, times: own, sizes, pace }) => new ListLane(name, inBlocks(own, sizes), log, pace)),
          hooks,
        )
        expect(log).toEqual(slowOrder(named))
        if (log.some((line, i) => line.startsWith('apply') && log[i - 1]?.startsWith('apply') === true)) ties++
        if (lanes.some(({ pace }) => pace === 'awaited')) awaited++
      }),
      { numRuns: 300 },
    )
    expect([ties > 100, awaited > 100]).toEqual([true, true])
  })

  it('D9: ends at once where there is nothing to run', async () => {
    const log: string[] = []
    await replay([], hooks)
    await replay([new ListLane('a', [], log), new ListLane('b', [], log, 'awaited')], hooks)
    expect(log).toEqual([])
  })

  it('loads a block only when the last one is done, and none after the end', async () => {
    const log: string[] = []
    const lane = new ListLane('a', [[1, 2], [3]], log)
    await replay([lane, new ListLane('b', [[10]], log)], hooks)
    expect(lane.loads).toBe(3)
  })

  it('gives the host its turn when the budget is spent', async () => {
    const log: string[] = []
    let turns = 0
    const blocks = Array.from({ length: 50 }, (_, i) => [i])
    await replay([new ListLane('a', blocks, log)], { onTurn: () => turns++, budgetMs: 0 })
    expect(turns).toBeGreaterThanOrEqual(50)
    expect(log).toHaveLength(100)
  })

  it('passes on what a source or a handler throws', async () => {
    const lost = new Error('connection lost')
    const broken: Lane = {
      headKey: Infinity,
      needsBlock: true,
      isTail: false,
      load: () => Promise.reject(lost),
      runBefore: () => undefined,
      apply: () => undefined,
      dispatch: () => undefined,
    }
    expect(await failure(replay([broken], hooks))).toBe(lost)
    expect(await failure(replay([broken], { ...hooks, signal: new AbortController().signal }))).toBe(lost)
    const failing = new ListLane('a', [[1]], [])
    failing.dispatch = () => {
      throw lost
    }
    expect(await failure(replay([failing], hooks))).toBe(lost)
  })
})

describe('replay with a signal', () => {
  it('does nothing when it was aborted before', async () => {
    const lane = new ListLane('a', [[1]], [])
    const error = await failure(replay([lane], { ...hooks, signal: AbortSignal.abort('enough') }))
    expect(isTapelineError(error, 'ABORTED') && error.cause).toBe('enough')
    expect(lane.loads).toBe(0)
  })

  it('stops by the end of the block in which a handler aborts', async () => {
    for (const pace of ['at once', 'awaited'] as const) {
      const log: string[] = []
      const controller = new AbortController()
      const lane = new ListLane('a', [[1, 2], [3, 4], [5]], log, pace)
      const dispatch = lane.dispatch.bind(lane)
      lane.dispatch = () => {
        dispatch()
        if (log.at(-1) === 'dispatch a2@3') controller.abort()
      }
      expect(isTapelineError(await failure(replay([lane], { ...hooks, signal: controller.signal })), 'ABORTED')).toBe(
        true,
      )
      expect(log.at(-1)).toBe('dispatch a3@4')
    }
  })

  it('does not wait for a source that never answers', async () => {
    const controller = new AbortController()
    let fail: (error: Error) => void = () => undefined
    const hanging: Lane = {
      headKey: Infinity,
      needsBlock: true,
      isTail: false,
      load: () => new Promise((_, reject) => (fail = reject)),
      runBefore: () => undefined,
      apply: () => undefined,
      dispatch: () => undefined,
    }
    const run = failure(replay([hanging], { ...hooks, signal: controller.signal }))
    await Promise.resolve()
    controller.abort('enough')
    const error = await run
    expect(isTapelineError(error, 'ABORTED') && error.cause).toBe('enough')
    // What the source says afterwards concerns nobody.
    fail(new Error('connection lost'))
  })

  it('is heard while the host has its turn', async () => {
    const log: string[] = []
    const controller = new AbortController()
    const endless: number[][] = Array.from({ length: 1_000 }, (_, i) => [i])
    const run = replay([new ListLane('a', endless, log)], {
      onTurn: () => controller.abort(),
      budgetMs: 0,
      signal: controller.signal,
    })
    expect(isTapelineError(await failure(run), 'ABORTED')).toBe(true)
    expect(log).toHaveLength(2)
  })
})

function inBlocks(times: readonly number[], sizes: readonly number[]): number[][] {
  const blocks: number[][] = []
  for (let from = 0; from < times.length;) {
    const size = sizes[blocks.length] ?? 3
    blocks.push(times.slice(from, from + size))
    from += size
  }
  return blocks
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
