import { FormingGraph } from '@tapeline/core/indicator'
import { describe, expect, it } from 'vitest'
import { catalog } from '../src/index.js'
import { generator, randomColumns } from './random-columns.js'

const ROWS = 150
const columns = randomColumns(ROWS, 20_261_121)

describe.each([...catalog].map((type) => [type.metadata.name, type] as const))('%s in a forming graph', (_, type) => {
  it('ends each row where final rows alone do, whatever versions came before', () => {
    const random = generator(5)
    const graph = new FormingGraph(Object.keys(columns))
    const node = graph.add(type())
    // A time window cannot take a tick back: its versions are numbers, and as late as the row.
    const isTimed = node.definition.inputs.includes('ts')
    const whole = Object.values(type.batch(columns, {}))
    for (let row = 0; row < ROWS; row++) {
      const versions = Math.floor(random() * 4)
      for (let version = 0; version <= versions; version++) {
        for (const [name, cell] of Object.entries(graph.row)) {
          const final = columns[name]?.[row] as number
          const isFinal = version === versions || name === 'ts' || name === 'openTime'
          cell[0] = isFinal ? final : !isTimed && random() < 0.2 ? NaN : final * (0.5 + random())
        }
        if (version === 0) graph.update()
        else graph.replace()
      }
      expect(node.columns.map((column) => column[0])).toEqual(whole.map((column) => column[row]))
    }
  })
})
