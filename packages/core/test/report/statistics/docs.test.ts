import { describe, expect, it } from 'vitest'
import { allStatistics, type StatisticUnit } from '../../../src/report/index.js'

const UNITS: Readonly<Record<StatisticUnit, string>> = {
  fraction: 'fraction (0.12 is shown as 12 %)',
  currency: "money, in the run's currency",
  ratio: 'ratio',
  multiple: 'times',
  days: 'days',
  count: 'count',
}

describe('docs/statistics.md', () => {
  it('lists every statistic as the code defines it', async () => {
    await expect(page()).toMatchFileSnapshot('../../../../../docs/statistics.md')
  })
})

function page(): string {
  const rows = allStatistics.map(
    ({ name, title, unit, definition }) => `| \`${name}\` | ${title} | ${UNITS[unit]} | ${cell(definition)} |`,
  )
  return `# Statistics of a run

\`statistics(record)\` of \`@tapeline/core/report\` returns these figures in this order, each with its title, unit, definition and
value. None is ever NaN or infinite: what a run cannot support is \`null\`, and \`reason\` says why (too few days or trades,
no loss to divide by, equity that never moved). A value that stands on fewer than ten trades keeps its value and says so.

- Figures from **daily returns** take equity at the end of each UTC day; midnight belongs to the day that it ends. The first
  return runs from the initial equity. They need 14 daily returns, the two risks of the tail 20.
- They are made yearly with \`daysPerYear\` of the record: 365 where the market never closes (days without a sample count as
  unchanged), 252 for exchanges with sessions (days without a sample do not count).
- Drawdowns are positive fractions, taken over every event of the run and not over samples.
- A **trade** is a position from flat to flat, its profit after fees. One that is still open is not counted.

| Name | Title | Unit | Definition |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*')
}
