import { catalog } from '../../src/index.js'
import { hasSharedData, sharedText } from '../golden/shared-data.js'
import type { Comparison } from './compare.js'

type Row = readonly [
  indicator: string,
  params: object,
  file: string,
  columns: string | Readonly<Record<string, string>>,
  scale?: number,
]

/** Values of differences of prices, per cents and shares pass through 0: they are compared on scales of their own. */
const SKENDER: readonly Row[] = [
  ['ad', {}, 'adl', 'adl'],
  ['atr', {}, 'atr', 'atr'],
  ['natr', {}, 'atr', 'atrp'],
  ['trange', {}, 'atr', 'tr'],
  ['bollinger', {}, 'bb', { upper: 'upperBand', middle: 'sma', lower: 'lowerBand' }],
  ['bop', {}, 'bop', 'bop', 1e-3],
  ['cci', { period: 20 }, 'cci', 'cci', 1],
  ['chandelier', {}, 'chexit', { long: 'chandelierExit' }],
  ['cmo', {}, 'cmo', 'cmo', 1],
  ['dema', { period: 14 }, 'dema', 'dema'],
  ['ema', { period: 20 }, 'ema', 'ema'],
  ['linreg', { period: 10 }, 'epma', 'epma'],
  ['kama', { period: 10 }, 'kama', 'kama'],
  ['keltner', {}, 'keltner', { upper: 'upperBand', middle: 'centerline', lower: 'lowerBand' }],
  ['macd', {}, 'macd', { macd: 'macd', signal: 'signal', histogram: 'histogram' }, 1],
  ['mfi', {}, 'mfi', 'mfi'],
  ['sar', {}, 'psar', 'sar'],
  ['roc', { period: 20 }, 'roc-wb', 'roc', 1e-3],
  ['linregSlope', {}, 'slope', 'slope', 1],
  ['sma', { period: 20 }, 'sma', 'sma'],
  ['rma', { period: 20 }, 'smma', 'smma'],
  ['stddev', { period: 14 }, 'stdev', 'stdDev'],
  ['stoch', { period: 14 }, 'stoch', { k: 'oscillator', d: 'signal' }, 1],
  ['stochRsi', { range: 14 }, 'stoch-rsi', { k: 'stochRsi', d: 'signal' }, 1],
  ['t3', {}, 't3', 't3'],
  ['tema', { period: 20 }, 'tema', 'tema'],
  ['trix', { period: 14 }, 'trix', 'trix', 1e-3],
  ['ultosc', {}, 'uo', 'ultimate'],
  ['vwap', {}, 'vwap', 'vwap'],
  ['vwma', { period: 14 }, 'vwma', 'vwma'],
  ['wma', { period: 14 }, 'wma', 'wma'],
]

const TALIPP: readonly Row[] = [
  ['adx', {}, 'ADX', 'adx'],
  ['plusDi', {}, 'ADX', 'plus_di'],
  ['minusDi', {}, 'ADX', 'minus_di'],
  ['atr', {}, 'ATR', 'value'],
  ['ad', {}, 'AccuDist', 'value', 1],
  ['bollinger', {}, 'BB', { upper: 'ub', middle: 'cb', lower: 'lb' }],
  ['bop', {}, 'BOP', 'value', 1e-3],
  ['adosc', {}, 'ChaikinOsc', 'value', 1],
  ['dema', { period: 20 }, 'DEMA', 'value'],
  ['donchian', {}, 'DonchianChannels', { upper: 'ub', middle: 'cb', lower: 'lb' }],
  ['ema', { period: 20 }, 'EMA', 'value'],
  ['hma', { period: 16 }, 'HMA', 'value'],
  ['kama', { period: 10 }, 'KAMA', 'value'],
  ['keltner', {}, 'KeltnerChannels', { upper: 'ub', middle: 'cb', lower: 'lb' }],
  ['natr', {}, 'NATR', 'value'],
  ['obv', {}, 'OBV', 'value', 1],
  ['roc', { period: 9 }, 'ROC', 'value', 1e-3],
  ['rsi', {}, 'RSI', 'value'],
  ['sma', { period: 20 }, 'SMA', 'value'],
  ['stochFast', { period: 14 }, 'Stoch', { k: 'k', d: 'd' }, 1],
  ['stochRsi', { range: 14 }, 'StochRSI', { k: 'k', d: 'd' }, 1],
  ['supertrend', {}, 'SuperTrend', 'value'],
  ['t3', {}, 'T3', 'value'],
  ['tema', { period: 20 }, 'TEMA', 'value'],
  ['vwap', {}, 'VWAP', 'value'],
  ['wma', { period: 20 }, 'WMA', 'value'],
  ['willr', {}, 'Williams', 'value', 1],
]

const TULIP: readonly Row[] = [
  ['adx', {}, 'adx', 'adx'],
  ['ao', {}, 'ao', 'ao', 1],
  ['atr', {}, 'atr', 'atr'],
  ['cci', { period: 20 }, 'cci', 'cci', 1],
  ['hma', { period: 16 }, 'hma', 'hma'],
  ['kama', { period: 10 }, 'kama', 'kama'],
  ['linregSlope', {}, 'linregslope', 'linregslope', 10],
  ['macd', {}, 'macd', { macd: 'macd', signal: 'macd_signal', histogram: 'macd_histogram' }, 1],
  ['stoch', { period: 14 }, 'stoch', { k: 'stoch_k', d: 'stoch_d' }, 1],
  ['vwma', { period: 20 }, 'vwma', 'vwma'],
  ['rma', { period: 20 }, 'wilders', 'wilders'],
  ['zlema', { period: 20 }, 'zlema', 'zlema'],
]

/** Scales of TA-Lib's values that pass through 0. */
const TALIB_SCALE: Readonly<Record<string, number>> = {
  htPhasor: 1,
  bop: 1e-3,
  cci: 1,
  linregSlope: 1,
  macd: 10,
  mom: 1,
  ppo: 1e-3,
  roc: 1e-3,
  rocp: 1e-5,
  stoch: 1,
  stochFast: 1,
  willr: 1,
}

/** All that can be compared: ours with each library's numbers for it. */
export function comparisons(): Comparison[] {
  const rows = (library: Comparison['library'], folder: string, all: readonly Row[]): Comparison[] =>
    all.map(([indicator, params, file, columns, scale]) => ({
      indicator,
      params,
      library,
      file: `${folder}/${file}`,
      columns: typeof columns === 'string' ? { value: columns } : columns,
      scale,
    }))
  return [
    ...talib(),
    ...rows('Skender', 'skender', SKENDER),
    ...rows('talipp', 'talipp/btcusdt-1m', TALIPP),
    ...rows('Tulip', 'tulip/btcusdt-1m', TULIP),
  ]
}

/** TA-Lib's functions with its defaults, by the names that the metadata give. Candle patterns have a test of their own, row by row. */
function talib(): Comparison[] {
  if (!hasSharedData) return []
  const { functions } = JSON.parse(sharedText('golden/talib/manifest.json')) as Manifest
  return [...catalog].flatMap(({ metadata: { name, talib: theirs, params: specs } }) => {
    const variant = functions[theirs?.name ?? '']?.variants['default']
    if (theirs === undefined || variant === undefined || theirs.name.startsWith('CDL')) return []
    const params = Object.entries(theirs.params).map(([mine, parameter]) => {
      const spec = specs[mine]
      const value = variant.params[parameter] as number
      return [mine, spec?.kind === 'choice' ? spec.choices[value] : value] as const
    })
    const column = (output: string): string => (variant.outputs.length > 1 ? `default:${output}` : 'default')
    return [
      {
        indicator: name,
        params: Object.fromEntries(params),
        library: 'TA-Lib' as const,
        file: `talib/btcusdt-1m/${theirs.name}`,
        columns: Object.fromEntries(Object.entries(theirs.outputs).map(([mine, output]) => [mine, column(output)])),
        scale: TALIB_SCALE[name],
      },
    ]
  })
}

interface Manifest {
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly variants: Readonly<
          Record<string, { readonly params: Readonly<Record<string, number>>; readonly outputs: readonly string[] }>
        >
      }
    >
  >
}
