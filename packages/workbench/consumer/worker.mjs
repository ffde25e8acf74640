import { line } from './line.mjs'

globalThis.postMessage(await line())
