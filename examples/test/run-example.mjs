import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a file of the examples as a newcomer would, on the built packages, and gives what it printed and how it ended. */
export function runExample(file, args = [], cwd = process.cwd()) {
  const script = fileURLToPath(new URL(`../${file}`, import.meta.url))
  return new Promise((resolve, reject) => {
    const { INIT_CWD: _, ...env } = process.env
    const child = spawn(process.execPath, [script, ...args], { cwd, env })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => (stderr += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
