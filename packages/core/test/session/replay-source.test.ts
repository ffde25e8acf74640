import { take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { MarketEvent, RecordedTape } from '../../src/index.js'
import { replaySource, type ReplaySource } from '../../src/session/trading.js'
import { VirtualClock, yieldToHost } from '../../src/time/index.js'
import { caught } from '../caught.js'
import { ALPHA, flatBarRows, recordedBars, recordedTrades } from './recorded-rows.js'

/** Ten prints, one a second, of which two share each even second. */
function prints(): RecordedTape {
  return recordedTrades(Array.from({ length: 10 }, (_, i) => ({ ts: 1_000 * (i - (i % 2)), price: 1 + i, size: 1 })))
}

describe('a recording that is played', () => {
  it('gives all of its streams in the order of a replay, its clock showing their time', async () => {
    const bars = recordedBars(flatBarRows([5, 6], 2_000), '1s', { of: ALPHA })
    const source = replaySource([bars, prints()])
    const seen = await played(source)
    expect(seen.slice(0, 6)).toEqual(['1 at 0', '2 at 0', '3 at 2', '4 at 2', 'bar 5 at 2', '5 at 4'])
    expect(seen).toHaveLength(12)
    expect(await played(source)).toHaveLength(12)
  })

  it('R92: keeps time at any speed, rings alarms on the way, and leaves no timer behind', async () => {
    const real = new VirtualClock(5)
    const source = replaySource(prints(), { speed: 10, clock: real })
    const seen: string[] = []
    source.events$.subscribe((event) => seen.push(`${told(event)} real ${real.now()}`))
    await turns()
    source.clock.at(1_000, () => seen.push(`alarm ${source.clock.now()} real ${real.now()}`))
    source.speed = 10
    await turns()
    for (let ms = 0; ms < 1_000; ms += 50) {
      real.advanceTo(real.now() + 50)
      await turns()
    }
    expect(seen.slice(0, 2)).toEqual(['1 real 5', '2 real 5'])
    expect(seen.filter((one) => one.startsWith('alarm'))).toHaveLength(1)
    expect(seen).toHaveLength(11)
    expect(real.nextTs).toBe(Infinity)
  })

  it('R92 D9: stands still, steps by instants, goes on, and winds forwards with a gap and backwards anew', async () => {
    const source = replaySource([prints()], { isPaused: true })
    const seen: string[] = []
    const subscription = source.events$.subscribe((event) => seen.push(told(event)))
    await turns()
    expect(seen).toEqual([])
    source.step()
    await turns()
    expect(seen).toEqual(['1', '2'])
    source.step(2)
    await turns()
    expect(seen.slice(2)).toEqual(['3', '4', '5', '6'])
    source.seek(6_000)
    source.step()
    await turns()
    expect(seen.slice(6)).toEqual(['gap 4000 6000', '7', '8'])
    source.seek(2_000)
    source.step()
    await turns()
    expect(seen.slice(9)).toEqual(['3', '4'])
    expect([source.isPaused, source.clock.now()]).toEqual([true, 2_000])
    source.resume()
    await turns()
    expect(seen.slice(11)).toEqual(['5', '6', '7', '8', '9', '10'])
    subscription.unsubscribe()
  })

  it('D9: may be stopped, paused and wound by whoever listens, and closes the source', async () => {
    let closed = 0
    const { chunks, ...rest } = prints()
    const open = async function* (): AsyncGenerator<never> {
      try {
        yield* chunks() as AsyncIterable<never>
      } finally {
        closed++
      }
    }
    const source = replaySource({ ...rest, chunks: open } as RecordedTape)
    const seen: string[] = []
    source.events$.pipe(take(3)).subscribe((event) => seen.push(told(event)))
    await turns()
    expect([seen, closed]).toEqual([['1', '2', '3'], 1])
    const again: string[] = []
    source.events$.subscribe((event) => {
      again.push(told(event))
      if (event.ts === 2_000) source.pause()
    })
    await turns()
    expect(again).toEqual(['1', '2', '3', '4'])
    source.resume()
    await turns()
    expect([again.length, closed]).toEqual([10, 2])
  })

  it('fails its subscribers where a row cannot be true', async () => {
    const bad = recordedTrades([
      { ts: 1, price: 1, size: 1 },
      { ts: 2, price: NaN, size: 1 },
    ])
    await expect(played(replaySource(bad))).rejects.toMatchObject({ code: 'BAD_DATA' })
  })

  it('D9: refuses speeds and steps that cannot be', () => {
    for (const speed of [0, -1, NaN, Infinity, 1e10, 'fast'])
      expect(caught(() => replaySource(prints(), { speed } as never))).toMatchObject({ code: 'BAD_PARAMETER' })
    const source = replaySource(prints())
    for (const action of [() => source.step(0), () => source.seek(NaN), () => (source.speed = 0)])
      expect(caught(action)).toMatchObject({ code: 'BAD_PARAMETER' })
    expect(caught(() => replaySource([]))).toMatchObject({ code: 'BAD_PARAMETER' })
    expect(caught(() => replaySource([prints(), prints()]))).toMatchObject({ code: 'DUPLICATE_STREAM' })
  })
})

function told(event: MarketEvent): string {
  if (event.type === 'Bar') return `bar ${event.close}`
  if (event.type === 'StreamGap') return `gap ${event.from} ${event.to}`
  return event.type === 'TradeTick' ? String(event.price) : event.type
}

function played(source: ReplaySource): Promise<string[]> {
  const seen: string[] = []
  return new Promise((resolve, reject) => {
    source.events$.subscribe({
      next: (event) => seen.push(`${told(event)} at ${source.clock.now() / 1_000}`),
      error: reject,
      complete: () => resolve(seen),
    })
  })
}

/** Gives everything that waits for the host its turn. */
async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await yieldToHost()
}
