import { format } from 'node:util'

/** What a test must not leave behind: anything printed, any rejection or exception that nobody handled. */
export interface NoiseWatch {
  /** What was heard since the last call, one line each; empty is good. */
  take(): string[]
  stop(): void
}

interface Process {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (reason: unknown) => void): unknown
  off(event: 'unhandledRejection' | 'uncaughtException', listener: (reason: unknown) => void): unknown
}

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const

/** Listens to a console and a process until stopped. */
export function watchNoise(console: Console, process: Process): NoiseWatch {
  let heard: string[] = []
  const originals = METHODS.map((method) => [method, console[method]] as const)
  for (const method of METHODS) {
    console[method] = (...values: unknown[]) => {
      heard.push(`console.${method}: ${format(...values)}`)
    }
  }
  const onRejection = (reason: unknown): void => {
    heard.push(`unhandled rejection: ${format(reason)}`)
  }
  const onException = (reason: unknown): void => {
    heard.push(`uncaught exception: ${format(reason)}`)
  }
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onException)
  return {
    take() {
      const taken = heard
      heard = []
      return taken
    },
    stop() {
      for (const [method, original] of originals) console[method] = original
      process.off('unhandledRejection', onRejection)
      process.off('uncaughtException', onException)
    },
  }
}
