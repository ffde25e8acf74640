import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** How much of a command's output is kept: the end says what went wrong. */
const KEPT_CHARACTERS = 400_000

/**
 * Runs a program without a shell (so a path with a space needs no quoting) and gives its output back;
 * throws `CommandFailed` with the output when it ends with anything but 0.
 *
 * @param {string} program an executable file, most often `process.execPath`
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, live?: boolean }} [options] `live` hands the terminal through
 * @returns {Promise<{ stdout: string, all: string }>}
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: options.live === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const timeoutMs = options.timeoutMs ?? 20 * 60_000
    let stdout = ''
    let all = ''
    let timedOut = false
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout = (stdout + text).slice(-KEPT_CHARACTERS)
      all = (all + text).slice(-KEPT_CHARACTERS)
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      all = (all + text).slice(-KEPT_CHARACTERS)
    })
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(new CommandFailed(`${program} could not be started: ${error.message}`, all))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) return resolve({ stdout, all })
      const end = timedOut ? `did not end within ${timeoutMs / 1000} s` : `ended with ${signal ?? code}`
      reject(new CommandFailed(`${basename(args[0] ?? program)} ${end}`, `${[program, ...args].join(' ')}\n${all}`))
    })
  })
}

/** Runs a JavaScript file with the Node that runs us. */
export function runNode(args, options) {
  return runCommand(process.execPath, args, options)
}

/** A program that ended badly, with what it printed. */
export class CommandFailed extends Error {
  constructor(message, output) {
    super(message)
    this.output = output
  }
}
