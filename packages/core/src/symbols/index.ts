export { ceilSteps, floorSteps, fromSteps, toSteps } from './steps.js'
