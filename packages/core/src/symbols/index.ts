export { floorSteps, fromSteps, toSteps } from './steps.js'
