import { describe, expect, it } from 'vitest'
import type { Bar, StreamGap } from '../../src/index.js'
import { SeamMerge } from '../../src/source/index.js'
import { plainEvents } from '../../src/testing/index.js'

describe('bars of history and live, joined', () => {
  const bars = plainEvents('Bar', 6)
  const forming = (n: number, volume: number): Bar => ({ ...(bars[n] as Bar), isFinal: false, volume })

  function joined(history: readonly Bar[], live: readonly Bar[]): string[] {
    const merge = new SeamMerge<Bar>()
    const out: string[] = []
    const emit = (event: Bar | StreamGap): void => {
      const at = event.type === 'Bar' ? bars.findIndex(({ openTime }) => openTime === event.openTime) : -1
      out.push(event.type === 'StreamGap' ? 'gap' : `${at}${event.isFinal ? '' : `~${event.volume}`}`)
    }
    for (const bar of live) merge.live(bar, emit)
    for (const bar of history) merge.history(bar, emit)
    merge.finish(emit)
    return out
  }

  const final = (n: number): Bar => bars[n] as Bar

  it.each<[string, readonly Bar[], readonly Bar[], string[]]>([
    [
      'the forming bar is replaced',
      [final(0), final(1), forming(2, 5)],
      [forming(2, 6), final(2), forming(3, 1)],
      ['0', '1', '2~5', '2~6', '2', '3~1'],
    ],
    [
      'but not by an older version of itself',
      [final(0), forming(1, 5)],
      [forming(1, 3), forming(1, 4), forming(1, 6)],
      ['0', '1~5', '1~6'],
    ],
    ['a final bar stands', [final(0), final(1)], [forming(1, 9), final(1), forming(2, 1)], ['0', '1', '2~1']],
    ['late bars are not given', [final(0), final(1), final(2)], [final(0), final(3), final(1)], ['0', '1', '2', '3']],
    ['the next bar is no gap', [final(0)], [final(1)], ['0', '1']],
    ['a bar missing is one', [final(0)], [final(2)], ['0', 'gap', '2']],
    ['without history there is one', [], [final(2), final(3)], ['gap', '2', '3']],
    ['history twice is history once', [final(0), final(1), final(0), final(1)], [final(2)], ['0', '1', '2']],
  ])('C3: %s', (_, history, live, expected) => {
    expect(joined(history, live)).toEqual(expected)
  })
})
