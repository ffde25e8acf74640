import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { watchNoise } from './noise.js'

function fakeConsole(): { console: Console; printed: unknown[] } {
  const printed: unknown[] = []
  const print = (value: unknown): void => {
    printed.push(value)
  }
  const methods = {
    log: print,
    info: print,
    warn: print,
    error: print,
    debug: print,
    trace: print,
    dir: print,
    table: print,
  }
  return { console: methods as unknown as Console, printed }
}

test('X1: a printed line, an unhandled rejection and an uncaught exception are each heard once', () => {
  const process = new EventEmitter()
  const { console, printed } = fakeConsole()
  const watch = watchNoise(console, process)
  console.warn('bar %d is late', 7)
  process.emit('unhandledRejection', 'no one waited')
  process.emit('uncaughtException', 'boom')
  expect(watch.take()).toEqual([
    'console.warn: bar 7 is late',
    'unhandled rejection: no one waited',
    'uncaught exception: boom',
  ])
  expect(watch.take()).toEqual([])
  watch.stop()
  console.warn('heard by the console again')
  process.emit('unhandledRejection', 'not ours any more')
  expect(printed).toEqual(['heard by the console again'])
  expect(watch.take()).toEqual([])
})
