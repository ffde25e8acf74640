export { Digest } from './digest.js'
