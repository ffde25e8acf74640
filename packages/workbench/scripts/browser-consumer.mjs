import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { launchOptions } from './chromium.mjs'
import { consumer, expectSameLine } from './consumer.mjs'

/** Bundles the installed packages into a page and a Web Worker, runs both in Chromium and compares their lines. */
export async function runInChromium() {
  const files = await bundles()
  const server = createServer((request, response) => {
    const body =
      request.url === '/'
        ? '<!doctype html><script type="module" src="/page.js"></script>'
        : files.get(request.url ?? '')
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': request.url === '/' ? 'text/html' : 'text/javascript',
    })
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch(launchOptions())
  try {
    const page = await browser.newPage()
    const faults = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await page
      .waitForFunction(() => 'lineOfPage' in globalThis, undefined, { timeout: 30_000 })
      .catch((error) => {
        throw new Error(`the page did not load: ${faults.join('; ') || error.message}`)
      })
    expectSameLine('Chromium, page', await page.evaluate(() => globalThis.lineOfPage()))
    expectSameLine('Chromium, Web Worker', await page.evaluate(() => globalThis.lineOfWorker()))
    return `Chromium ${browser.version()}, page and Web Worker equal to the last character`
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}

/** Page and worker as a bundler makes them for a browser; Node's own modules stay outside, for code that asks for them late. */
async function bundles() {
  const { build } = await import('esbuild')
  const result = await build({
    absWorkingDir: consumer.folder,
    entryPoints: ['page.mjs', 'worker.mjs'].map((file) => join(consumer.folder, file)),
    outdir: consumer.folder,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['node:*'],
    logLevel: 'silent',
  })
  return new Map(result.outputFiles.map(({ path, text }) => [`/${path.split(/[\\/]/).pop()}`, text]))
}
