import { line } from './line.mjs'

console.log(await line())
