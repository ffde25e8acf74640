import { NEVER, of, Subject, throwError, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { binanceSpot } from '../../src/book/index.js'
import type { OrderBookSnapshot } from '../../src/index.js'
import { paper } from '../../src/session/trading.js'
import { caught } from '../caught.js'
import { delta, looking, snapshot, streams, venue } from './live-depth.js'
import { LiveMarket, START } from './live-market.js'
import { COIN } from './recorded-rows.js'
import { account, start } from './watched-session.js'

describe('a paper session on raw messages of a venue', () => {
  it('B3: fetches a snapshot with the first delta and after each gap, and fits what came meanwhile to it', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking()
    const asked: Subject<OrderBookSnapshot>[] = []
    const snapshots = (): Observable<OrderBookSnapshot> => {
      asked.push(new Subject())
      return asked.at(-1)!
    }
    const { run, progress } = await start(market, strategy, { venue, ...streams({ rule: binanceSpot, snapshots }) })
    market.say(delta(12, [['99.99', '2']], [], 9))
    expect(asked).toHaveLength(1)
    market.say(delta(14, [['99.98', '3']], [], 13))
    asked[0]!.next(snapshot(10))
    market.clock.settle()
    expect(seen).toEqual(['0 99.99 x2'])
    market.to(5)
    market.say(delta(16, [['99.99', '9']], [], 16))
    expect([seen.at(-1), asked.length]).toEqual(['5000 invalid', 2])
    market.say(delta(17, [['99.99', '4']]))
    market.to(6)
    asked[0]!.next(snapshot(99, { bids: [['1', '1']] }))
    asked[1]!.next(snapshot(16))
    market.clock.settle()
    expect(seen.slice(1)).toEqual(['5000 invalid', '6000 99.99 x4'])
    expect(progress().counts.gaps).toBe(1)
    const { suspensions } = await run.stop()
    expect(suspensions).toEqual([{ instrumentId: COIN.id, fromTs: START + 5_000, untilTs: START + 6_000 }])
    expect(asked.some(({ observed }) => observed)).toBe(false)
  })

  it('B9: asks again by the clock where a snapshot fails, is too old, is refused or never comes, and lets go at the end', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking()
    const answers = [
      throwError(() => new Error('no')),
      of(),
      of(snapshot(3)),
      of(snapshot(30, { bids: [['99.995', '1']] })),
      NEVER,
      of(snapshot(30)),
    ]
    const at: number[] = []
    const snapshots = (): Observable<OrderBookSnapshot> => {
      at.push((market.clock.now() - START) / 1_000)
      const answer = answers[at.length - 1]
      if (answer === undefined) throw new Error('none left')
      return answer
    }
    const sync = { rule: binanceSpot, snapshots, retry: { attempts: 20, maxMs: 4_000 } }
    const { run } = await start(market, strategy, { venue, ...streams(sync) })
    market.say(delta(12, [['99.99', '2']], [], 9))
    market.to(60)
    expect(seen.at(-1)).toContain('99.99 x5')
    expect(at).toHaveLength(answers.length)
    expect(at[5]! - at[4]!).toBeGreaterThanOrEqual(10)
    expect(market.clock.nextTs).toBe(Infinity)
    market.gap(null)
    market.to(70)
    expect(at).toHaveLength(answers.length)
    market.say(delta(40))
    expect(market.clock.nextTs).toBeLessThan(Infinity)
    await run.stop()
    expect([market.clock.nextTs, market.events$.observed]).toEqual([Infinity, false])
  })

  it('B6 B8: a silent book and one that stays crossed are suspended', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = looking()
    const sync = { rule: binanceSpot, staleAfterMs: 3_000, crossedMs: 2_000 }
    const { run } = await start(market, strategy, { venue, ...streams(sync) })
    market.say(delta(8))
    market.say(snapshot(8))
    market.to(10)
    expect(seen).toEqual(['0 99.99 x5', '3000 invalid'])
    market.say(delta(9, [['99.97', '1']]))
    expect(seen.at(-1)).toBe('10000 99.99 x5')
    market.say(delta(10, [], [['99.99', '1']]))
    market.to(12.5)
    expect(seen.slice(3)).toEqual(['10000 99.99 x5', '12000 invalid'])
    market.say(snapshot(11))
    const { suspensions } = await run.stop()
    expect(suspensions.map(({ fromTs, untilTs }) => [fromTs - START, untilTs! - START])).toEqual([
      [3_000, 10_000],
      [12_000, 12_500],
    ])
  })

  it('refuses ways to synchronise that cannot be', () => {
    const market = new LiveMarket()
    const { strategy } = looking()
    const given = { strategy, source: market.events$, account, venue }
    for (const sync of [{}, { rule: 5 }, { rule: binanceSpot, snapshots: 5 }, { rule: binanceSpot, crossedMs: -1 }])
      expect(caught(() => paper({ ...given, ...streams(sync as never) }))).toMatchObject({ code: 'BAD_PARAMETER' })
    const data = { book: { kind: 'book', instrument: COIN }, prints: { kind: 'trades', instrument: COIN, sync: {} } }
    expect(caught(() => paper({ ...given, data } as never))).toMatchObject({ code: 'BAD_PARAMETER' })
  })

  it('ends at once with what a book cannot be made with', async () => {
    const market = new LiveMarket()
    const { strategy } = looking()
    const run = paper({
      strategy,
      source: market.events$,
      account,
      venue,
      ...streams({ rule: binanceSpot, maxLevels: -1 }),
    })
    await expect(run.result).rejects.toMatchObject({ code: 'BAD_PARAMETER' })
  })
})
