export type { MovementStart } from './directional-movement.js'
export type { FirstRange } from './true-range-mean.js'
export { atr, type AtrParams } from './atr.js'
export { bollinger, type BollingerParams } from './bollinger.js'
export { ema, type EmaParams } from './ema.js'
export { macd, type MacdParams } from './macd.js'
export { max, type MaxParams } from './max.js'
export { min, type MinParams } from './min.js'
export { rsi, type RsiParams } from './rsi.js'
export { sma, type SmaParams } from './sma.js'
export { twpa, type TwpaParams } from './twpa.js'
export { velocity, type VelocityParams } from './velocity.js'
export { volumeSurge, type VolumeSurgeParams } from './volume-surge.js'
export { vwap, type VwapParams } from './vwap.js'
export { windowSlope, type WindowSlopeParams } from './window-slope.js'
export { avgPrice } from './avg-price.js'
export { medPrice } from './med-price.js'
export { typPrice } from './typ-price.js'
export { wclPrice } from './wcl-price.js'
export { trange } from './trange.js'
export { natr, type NatrParams } from './natr.js'
export { obv, type ObvParams } from './obv.js'
export { ad } from './ad.js'
export { adosc, type AdoscParams } from './adosc.js'
export { stddev, type StddevParams } from './stddev.js'
export { variance, type VarianceParams } from './variance.js'
export { donchian, type DonchianParams } from './donchian.js'
export { plusDm, type PlusDmParams } from './plus-dm.js'
export { plusDi, type PlusDiParams } from './plus-di.js'
export { minusDm, type MinusDmParams } from './minus-dm.js'
export { minusDi, type MinusDiParams } from './minus-di.js'
export { dx, type DxParams } from './dx.js'
export { adx, type AdxParams } from './adx.js'
export { adxr, type AdxrParams } from './adxr.js'
export { wma, type WmaParams } from './wma.js'
export { rma, type RmaParams } from './rma.js'
export { dema, type DemaParams } from './dema.js'
export { tema, type TemaParams } from './tema.js'
export { trima, type TrimaParams } from './trima.js'
export { t3, type T3Params } from './t3.js'
export { sum, type SumParams } from './sum.js'
export { midpoint, type MidpointParams } from './midpoint.js'
export { midprice, type MidpriceParams } from './midprice.js'
export { hma, type HmaParams } from './hma.js'
export { linreg, type LinregParams } from './linreg.js'
export { linregSlope, type LinregSlopeParams } from './linreg-slope.js'
export { linregIntercept, type LinregInterceptParams } from './linreg-intercept.js'
export { tsf, type TsfParams } from './tsf.js'
export { kama, type KamaParams } from './kama.js'
export { vwma, type VwmaParams } from './vwma.js'
export { zlema, type ZlemaParams } from './zlema.js'
export { ao, type AoParams } from './ao.js'
export { apo, type ApoParams } from './apo.js'
export { bop, type BopParams } from './bop.js'
export { cmo, type CmoParams } from './cmo.js'
export { mfi, type MfiParams } from './mfi.js'
export { mom, type MomParams } from './mom.js'
export { ppo, type PpoParams } from './ppo.js'
export { roc, type RocParams } from './roc.js'
export { rocp, type RocpParams } from './rocp.js'
export { rocr, type RocrParams } from './rocr.js'
export { rocr100, type Rocr100Params } from './rocr100.js'
export { stoch, type StochParams } from './stoch.js'
export { stochFast, type StochFastParams } from './stoch-fast.js'
export { stochRsi, type StochRsiParams } from './stoch-rsi.js'
export { trix, type TrixParams } from './trix.js'
export { ultosc, type UltoscParams } from './ultosc.js'
export { willr, type WillrParams } from './willr.js'
export { cci, type CciParams } from './cci.js'
export { aroon, type AroonParams } from './aroon.js'
export { aroonOsc, type AroonOscParams } from './aroon-osc.js'
export { sar, type SarParams } from './sar.js'
export { keltner, type KeltnerParams } from './keltner.js'
export { supertrend, type SupertrendParams } from './supertrend.js'
export { chandelier, type ChandelierParams } from './chandelier.js'
export { correl, type CorrelParams } from './correl.js'
export { beta, type BetaParams } from './beta.js'
export { median, type MedianParams } from './median.js'
export { quantile, type QuantileParams } from './quantile.js'
export { iqr, type IqrParams } from './iqr.js'
export { percentRank, type PercentRankParams } from './percent-rank.js'
export { medianAbsDev, type MedianAbsDevParams } from './median-abs-dev.js'
export { mad, type MadParams } from './mad.js'
export { zscore, type ZscoreParams } from './zscore.js'
export { skew, type SkewParams } from './skew.js'
export { kurtosis, type KurtosisParams } from './kurtosis.js'
export { logReturn, type LogReturnParams } from './log-return.js'
export { drawdown } from './drawdown.js'
export { parkinson, type ParkinsonParams } from './parkinson.js'
export { garmanKlass, type GarmanKlassParams } from './garman-klass.js'
export { rogersSatchell, type RogersSatchellParams } from './rogers-satchell.js'
export { yangZhang, type YangZhangParams } from './yang-zhang.js'
export { historicalVolatility, type HistoricalVolatilityParams } from './historical-volatility.js'
export { bollingerWidth, type BollingerWidthParams } from './bollinger-width.js'
export { bollingerPercentB, type BollingerPercentBParams } from './bollinger-percent-b.js'
export { starc, type StarcParams } from './starc.js'
export { ulcer, type UlcerParams } from './ulcer.js'
export { rvi, type RviParams } from './rvi.js'
export { chaikinVolatility, type ChaikinVolatilityParams } from './chaikin-volatility.js'
export { cmf, type CmfParams } from './cmf.js'
export { forceIndex, type ForceIndexParams } from './force-index.js'
export { emv, type EmvParams } from './emv.js'
export { kvo, type KvoParams } from './kvo.js'
export { nvi } from './nvi.js'
export { pvi } from './pvi.js'
export { pvt } from './pvt.js'
export { vroc, type VrocParams } from './vroc.js'
export { vosc, type VoscParams } from './vosc.js'
export { marketFacilitation } from './market-facilitation.js'
export { wad } from './wad.js'
export { rvol, type RvolParams } from './rvol.js'
export { vortex, type VortexParams } from './vortex.js'
export { chop, type ChopParams } from './chop.js'
export { massIndex, type MassIndexParams } from './mass-index.js'
export { vhf, type VhfParams } from './vhf.js'
export { chandeKroll, type ChandeKrollParams } from './chande-kroll.js'
export { volatilityStop, type VolatilityStopParams } from './volatility-stop.js'
export { atrStop, type AtrStopParams } from './atr-stop.js'
export { heikinAshi } from './heikin-ashi.js'
export { rSquared, type RSquaredParams } from './r-squared.js'
export { stdErr, type StdErrParams } from './std-err.js'
export { fractal, type FractalParams } from './fractal.js'
export { pivots, type PivotsParams } from './pivots.js'
export { pivotsCamarilla } from './pivots-camarilla.js'
export { pivotsDemark } from './pivots-demark.js'
export { alma, type AlmaParams } from './alma.js'
export { vidya, type VidyaParams } from './vidya.js'
export { mcginley, type McginleyParams } from './mcginley.js'
export { alligator, type AlligatorParams } from './alligator.js'
export { maEnvelope, type MaEnvelopeParams } from './ma-envelope.js'
export { ichimoku, type IchimokuParams } from './ichimoku.js'
export { tsi, type TsiParams } from './tsi.js'
export { stc, type StcParams } from './stc.js'
export { kst, type KstParams } from './kst.js'
export { coppock, type CoppockParams } from './coppock.js'
export { dpo, type DpoParams } from './dpo.js'
export { fisher, type FisherParams } from './fisher.js'
export { pvo, type PvoParams } from './pvo.js'
export { cfo, type CfoParams } from './cfo.js'
export { qstick, type QstickParams } from './qstick.js'
export { smi, type SmiParams } from './smi.js'
export { rvgi, type RvgiParams } from './rvgi.js'
export { elderRay, type ElderRayParams } from './elder-ray.js'
export { pmo, type PmoParams } from './pmo.js'
export { ac, type AcParams } from './ac.js'
export { efficiencyRatio, type EfficiencyRatioParams } from './efficiency-ratio.js'
export { cg, type CgParams } from './cg.js'
export { bias, type BiasParams } from './bias.js'
export { psl, type PslParams } from './psl.js'
export { pgo, type PgoParams } from './pgo.js'
export { kdj, type KdjParams } from './kdj.js'
export { deMarker, type DeMarkerParams } from './de-marker.js'
export { squeeze, type SqueezeParams } from './squeeze.js'
export { waveTrend, type WaveTrendParams } from './wave-trend.js'
export { derivativeOsc, type DerivativeOscParams } from './derivative-osc.js'
export { frama, type FramaParams } from './frama.js'
export { gator, type GatorParams } from './gator.js'
export { htDcPeriod } from './ht-dc-period.js'
export { htDcPhase } from './ht-dc-phase.js'
export { htPhasor } from './ht-phasor.js'
export { htSine } from './ht-sine.js'
export { htTrendline } from './ht-trendline.js'
export { htTrendMode } from './ht-trend-mode.js'
export { mama, type MamaParams } from './mama.js'
export { ma, type MaParams } from './ma.js'
export { macdExt, type MacdExtParams } from './macd-ext.js'
export { macdFix, type MacdFixParams } from './macd-fix.js'
export { linregAngle, type LinregAngleParams } from './linreg-angle.js'
export { minMax, type MinMaxParams } from './min-max.js'
export { maxIndex, type MaxIndexParams } from './max-index.js'
export { minIndex, type MinIndexParams } from './min-index.js'
export { minMaxIndex, type MinMaxIndexParams } from './min-max-index.js'
export { avgDev, type AvgDevParams } from './avg-dev.js'
export { imi, type ImiParams } from './imi.js'
export { accBands, type AccBandsParams } from './acc-bands.js'
export { mavp, type MavpParams } from './mavp.js'
export { sarExt, type SarExtParams } from './sar-ext.js'
export {
  acos,
  asin,
  atan,
  ceil,
  cos,
  cosh,
  exp,
  floor,
  ln,
  log10,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
} from './math-transforms.js'
export { add, div, mult, sub } from './math-operators.js'
export { windowVwap, type WindowVwapParams } from './window-vwap.js'
export { windowVolume, type WindowVolumeParams } from './window-volume.js'
export { windowCount, type WindowCountParams } from './window-count.js'
export { windowMean, type WindowMeanParams } from './window-mean.js'
export { windowStd, type WindowStdParams } from './window-std.js'
export { windowMin, type WindowMinParams } from './window-min.js'
export { windowMax, type WindowMaxParams } from './window-max.js'
export { twStd, type TwStdParams } from './tw-std.js'
export { magnitude, type MagnitudeParams } from './magnitude.js'
export { twpaRatio, type TwpaRatioParams } from './twpa-ratio.js'
export { tradeRateSurge, type TradeRateSurgeParams } from './trade-rate-surge.js'
export { windowStats, type WindowStatsOutput, type WindowStatsParams } from './window-stats.js'
export { acceleration, type AccelerationParams } from './acceleration.js'
export { momentumDecay, type MomentumDecayParams } from './momentum-decay.js'
export { momentumReversal, type MomentumReversalParams } from './momentum-reversal.js'
export { velocityStability, type VelocityStabilityParams } from './velocity-stability.js'
export { velocityCascade, type VelocityCascadeParams } from './velocity-cascade.js'
export { priceMomentum, type PriceMomentumParams } from './price-momentum.js'
export { exhaustion, type ExhaustionParams } from './exhaustion.js'
export { flowImbalance, type FlowImbalanceParams } from './flow-imbalance.js'
export type { CandlePattern, PenetrationParams, PiercingPattern } from './candle-pattern.js'
export {
  cdlDoji,
  cdlDragonflyDoji,
  cdlGravestoneDoji,
  cdlLongLeggedDoji,
  cdlRickshawMan,
  cdlTakuri,
} from './candles-doji.js'
export {
  cdlBeltHold,
  cdlClosingMarubozu,
  cdlHighWave,
  cdlLongLine,
  cdlMarubozu,
  cdlShortLine,
  cdlSpinningTop,
} from './candles-body.js'
export { cdlHammer, cdlHangingMan, cdlInvertedHammer, cdlShootingStar } from './candles-hammer.js'
export {
  cdlDojiStar,
  cdlEngulfing,
  cdlHarami,
  cdlHaramiCross,
  cdlHomingPigeon,
  cdlMatchingLow,
} from './candles-pair.js'
export {
  cdlCounterattack,
  cdlDarkCloudCover,
  cdlInNeck,
  cdlKicking,
  cdlKickingByLength,
  cdlOnNeck,
  cdlPiercing,
  cdlSeparatingLines,
  cdlThrusting,
} from './candles-neck.js'
export {
  cdl2Crows,
  cdlAbandonedBaby,
  cdlEveningDojiStar,
  cdlEveningStar,
  cdlMorningDojiStar,
  cdlMorningStar,
  cdlTristar,
  cdlUpsideGap2Crows,
} from './candles-star.js'
export {
  cdl3BlackCrows,
  cdl3StarsInSouth,
  cdl3WhiteSoldiers,
  cdlAdvanceBlock,
  cdlConcealBabySwall,
  cdlIdentical3Crows,
  cdlLadderBottom,
  cdlStalledPattern,
} from './candles-march.js'
export {
  cdl3Inside,
  cdl3Outside,
  cdlGapSideSideWhite,
  cdlStickSandwich,
  cdlTasukiGap,
  cdlUnique3River,
  cdlXSideGap3Methods,
} from './candles-three.js'
export { cdl3LineStrike, cdlBreakaway, cdlMatHold, cdlRiseFall3Methods } from './candles-long.js'
export { cdlHikkake, cdlHikkakeMod } from './candles-trap.js'
export { superSmoother, type SuperSmootherParams } from './super-smoother.js'
export { connorsRsi, type ConnorsRsiParams } from './connors-rsi.js'
export { hurst, type HurstParams } from './hurst.js'
export { entropy, type EntropyParams } from './entropy.js'
export { zigzag, type ZigzagParams } from './zigzag.js'
