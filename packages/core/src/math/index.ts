export { exp } from './exp.js'
export { log } from './log.js'
export { pow } from './pow.js'
export { SeededRandom, type SeededRandomSnapshot } from './seeded-random.js'
