import { line } from './line.mjs'

/** Run by the harness: computes in the page. */
globalThis.lineOfPage = line

/** Run by the harness: computes in a Web Worker. */
globalThis.lineOfWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' })
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', (event) => reject(new Error(`worker: ${event.message}`)))
  })
