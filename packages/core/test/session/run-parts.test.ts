import { describe, expect, it } from 'vitest'
import { loadParts } from '../../src/session/run-parts.js'
import type { MatchedData } from '../../src/session/match-data.js'

const loaded = async (kinds: readonly string[], needsDepth = false) => {
  const data = { streams: kinds.map((kind) => ({ stream: { kind } })) } as unknown as MatchedData
  const venue = { policies: null, needsDepth, create: () => expect.fail() }
  const { depth, trades } = await loadParts({ data, venue })
  return { depth: depth !== null, trades: trades !== null }
}

describe('what a run loads beside the engine', () => {
  it('is nothing for bars', async () => {
    expect(await loaded(['bars', 'bars'])).toEqual({ depth: false, trades: false })
  })

  it('is one part for prints and another for quotes and books', async () => {
    expect(await loaded(['trades', 'bars'])).toEqual({ depth: false, trades: true })
    for (const kind of ['quotes', 'book', 'orders'])
      expect(await loaded([kind, 'bars'])).toEqual({ depth: true, trades: false })
    expect(await loaded(['book', 'trades'])).toEqual({ depth: true, trades: true })
  })

  it('follows a venue that matches against depth, whatever the data', async () => {
    expect(await loaded(['bars'], true)).toEqual({ depth: true, trades: false })
  })
})
