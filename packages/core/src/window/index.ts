export { SlidingSum } from './sliding-sum.js'
