import { formatStatistic } from '@tapeline/core/report'

/** The figures of several results side by side, and below them what each means. */
export function statisticsTable(results, width = process.stdout.columns ?? 110) {
  const [first] = results
  const rows = first.statistics.map((statistic, i) => [
    statistic.title,
    unitOf(statistic),
    ...results.map(({ statistics }) => formatStatistic(statistics[i])),
  ])
  const head = ['', 'unit', ...results.map(({ name }) => name)]
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)))
  const line = (row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   ')
  const table = [line(head), widths.map((w) => '─'.repeat(w)).join('───'), ...rows.map(line)]
  const meanings = first.statistics.flatMap(({ title, definition }) =>
    wrap(`${title}: ${definition}`, Math.min(width, 110) - 2),
  )
  const missing = results.flatMap(({ name, statistics }) =>
    statistics.flatMap(({ title, reason }) =>
      reason === null ? [] : wrap(`${title} of ${name}: ${reason}`, Math.min(width, 110) - 2),
    ),
  )
  return [
    ...table,
    '',
    'What the figures mean',
    ...meanings,
    ...(missing.length === 0 ? [] : ['', 'What to know about them', ...missing]),
  ].join('\n')
}

function unitOf({ unit, currency }) {
  return { fraction: '%', currency, ratio: 'ratio', multiple: 'times', days: 'days', count: 'count' }[unit]
}

function wrap(text, width) {
  const lines = []
  let line = '  '
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = '    '
    }
    line += line.trim() === '' ? word : ` ${word}`
  }
  return [...lines, line]
}
