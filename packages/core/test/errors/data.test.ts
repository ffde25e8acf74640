import { expect, it } from 'vitest'
import { badData } from '../../src/errors/index.js'

it('badData names stream, row, column, value and what is expected', () => {
  const fault = { stream: 'AAPL@XNAS|bars:1d|a.csv', row: 7, column: 'close', value: NaN, expected: 'a price' }
  expect(badData(fault)).toMatchObject({
    code: 'BAD_DATA',
    message: 'AAPL@XNAS|bars:1d|a.csv, row 7: close was NaN, expected a price.',
    details: fault,
    retryable: false,
  })
})
