import { MovingMean as Mean } from '@tapeline/core/indicator'
import { averageInstance, type Average } from './average-kinds.js'

/** A moving average of any kind as a part of an indicator: all but plain and exponential ones are computed by their indicator. */
export class MovingMean extends Mean {
  constructor(period: number, average: Average, seeds: number = period) {
    super(period, average === 'ema', averageInstance(period, average), seeds)
  }
}
