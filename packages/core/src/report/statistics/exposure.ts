import type { Statistic } from './statistic.js'

export const exposure: Statistic = {
  name: 'exposure',
  title: 'Exposure',
  unit: 'fraction',
  definition: 'Share of the run during which a position was open: time in the market / length of the run.',
  compute: (record) =>
    record.endTs > record.startTs
      ? { value: record.exposedMs / (record.endTs - record.startTs) }
      : { value: null, reason: 'the run has no duration' },
}
