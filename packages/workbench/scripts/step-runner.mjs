import { STRICT } from './project.mjs'

/**
 * One named part of a run. `after` names the steps whose results it needs; `light` ones wait for the network
 * more than they compute, so they do not take one of the machine's slots.
 *
 * @typedef {{ name: string, after?: readonly string[], light?: boolean, run: () => Promise<string | Skip | void> }} Step
 * @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', seconds: number, detail: string }} StepResult
 */

/** A step that did not run, and why. `needless`: this kind of machine could have run it. */
export class Skip {
  constructor(reason, { needless = false } = {}) {
    this.reason = reason
    this.needless = needless
  }
}

/**
 * Runs steps as soon as those before them have passed, at most `slots` at a time, and says so while it does.
 *
 * @param {readonly Step[]} steps
 * @param {{ slots: number, strict?: boolean, print?: (line: string) => void }} options
 * @returns {Promise<StepResult[]>} in the order of `steps`
 */
export async function runSteps(steps, { slots, strict = STRICT, print = (line) => process.stdout.write(`${line}\n`) }) {
  /** @type {Map<string, StepResult>} */
  const results = new Map()
  /** @type {Map<string, { started: number, light: boolean, done: Promise<void> }>} */
  const running = new Map()
  const finish = (step, started, outcome, detail) => {
    running.delete(step.name)
    const seconds = (Date.now() - started) / 1000
    results.set(step.name, { name: step.name, outcome, seconds, detail })
    print(`${MARK[outcome]} ${step.name}  ${seconds.toFixed(1)} s${detail === '' ? '' : `  (${detail})`}`)
  }
  const start = (step) => {
    const started = Date.now()
    print(`· ${step.name} ...`)
    const done = runStep(step, strict).then(({ outcome, detail, output }) => {
      finish(step, started, outcome, detail)
      if (output !== '') print(indent(output))
    })
    running.set(step.name, { started, light: step.light === true, done })
  }
  const heartbeat = setInterval(() => {
    const names = [...running].map(([name, { started }]) => `${name} ${Math.round((Date.now() - started) / 1000)} s`)
    print(`  [${results.size}/${steps.length}] still at work: ${names.join(', ')}`)
  }, 15_000)
  try {
    for (;;) {
      for (const step of steps) {
        if (results.has(step.name) || running.has(step.name)) continue
        const before = (step.after ?? []).map((name) => results.get(name))
        const blocker = before.find((result) => result !== undefined && result.outcome !== 'passed')
        if (blocker !== undefined) {
          finish(
            step,
            Date.now(),
            'skipped',
            `not run, since "${blocker.name}" ${blocker.outcome === 'failed' ? 'failed' : 'did not run'}`,
          )
          continue
        }
        const busy = [...running.values()].filter((other) => !other.light).length
        if (before.every((result) => result !== undefined) && (step.light === true || busy < slots)) start(step)
      }
      if (running.size === 0) break
      await Promise.race([...running.values()].map(({ done }) => done))
    }
  } finally {
    clearInterval(heartbeat)
  }
  return steps.map(
    (step) =>
      results.get(step.name) ?? {
        name: step.name,
        outcome: 'failed',
        seconds: 0,
        detail: 'waits for a step that does not exist',
      },
  )
}

const MARK = { passed: '✔', failed: '✘', skipped: '−' }

async function runStep(step, strict) {
  try {
    const answer = await step.run()
    if (!(answer instanceof Skip)) return { outcome: 'passed', detail: answer ?? '', output: '' }
    if (strict && answer.needless)
      return { outcome: 'failed', detail: `must not be skipped here: ${answer.reason}`, output: '' }
    return { outcome: 'skipped', detail: answer.reason, output: '' }
  } catch (error) {
    return {
      outcome: 'failed',
      detail: error.message.split('\n')[0].slice(0, 300),
      output: (error.output ?? error.stack ?? '').trim(),
    }
  }
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}
