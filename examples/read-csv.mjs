// Bars from a CSV file: any delimiter, the usual column names, gzip; what looks odd is told, what is wrong is refused.
import { csvBars } from '@tapeline/adapters'
import { instrument, isTapelineError } from '@tapeline/core'

const aapl = instrument({ symbol: 'AAPL', venue: 'XNAS', quote: 'USD', assetClass: 'equity' })
const text = `Date,Open,High,Low,Close,Adj Close,Volume
2013-05-13,64.501427,65.414284,64.500000,64.962860,50.961628,79237200
2013-05-14,64.835716,65.028572,63.164288,63.408573,49.742329,111779500
`

const bars = await csvBars({ text }, { instrument: aapl, adjust: 'adjClose' }) // or csvBars('aapl.csv', …)
for await (const { length, openTime, close } of bars.chunks()) {
  for (let i = 0; i < length; i++) console.log(new Date(openTime[i]).toISOString().slice(0, 10), close[i])
}

try {
  await csvBars({ text: text.replace('63.164288', 'n/a') }, { instrument: aapl })
} catch (error) {
  if (isTapelineError(error, 'BAD_CSV')) console.log(error.message)
}
