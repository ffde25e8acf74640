const WIDTH = 28
const REDRAW_MS = 100

/**
 * Shows a run's progress until it ends: a bar that redraws itself on a terminal, elsewhere one line a quarter.
 *
 * @returns a promise that is fulfilled when the run has ended, well or not
 */
export function showProgress(title, run, out = process.stdout) {
  let drawn = -Infinity
  let quarter = 0
  let last = null
  const draw = (progress) => {
    const share = progress.fraction
    const filled = Math.round((share ?? 0) * WIDTH)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
    const percent = share === null ? '' : `${Math.floor(share * 100)} %`.padStart(6)
    return `${title.padEnd(16)} ${bar}${percent}  ${count(progress.rows)} rows  ${count(progress.rate)} rows/s`
  }
  return new Promise((resolve) => {
    run.progress$.subscribe({
      next: (progress) => {
        last = progress
        if (out.isTTY) {
          if (progress.elapsedMs - drawn < REDRAW_MS && progress.phase !== 'done') return
          drawn = progress.elapsedMs
          out.write(`\r${draw(progress)}\u001b[K`)
        } else if (progress.fraction !== null && progress.fraction * 4 >= quarter + 1) {
          quarter = Math.floor(progress.fraction * 4)
          out.write(`${draw(progress)}\n`)
        }
      },
      complete: () => {
        if (out.isTTY && last !== null) out.write('\n')
        resolve()
      },
    })
  })
}

/** 1234567 as `1.23 M`. */
function count(n) {
  if (n >= 1e6) return `${(n / 1e6).toFixed(2)} M`
  if (n >= 1e4) return `${(n / 1e3).toFixed(1)} k`
  return Math.round(n).toString()
}
