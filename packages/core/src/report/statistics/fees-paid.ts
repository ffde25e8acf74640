import type { Statistic } from './statistic.js'

export const feesPaid: Statistic = {
  name: 'feesPaid',
  title: 'Fees paid',
  unit: 'currency',
  definition: 'Sum of the fees of all fills, in the currency of the account; negative where rebates were larger.',
  compute: (record) => ({ value: record.feesPaid }),
}
