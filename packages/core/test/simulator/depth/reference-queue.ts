import type { QueueName } from './depth-cases.js'

/** Where an order stands: lots ahead of it, its level as it was last told, and what was printed there since. */
export interface Standing {
  readonly ahead: number
  readonly level: number
  readonly printed: number
}

/** Lots ahead after a level changed, straight from the published rules. */
export function moved(queue: QueueName, one: Standing, now: number, count: (name: string) => void): number {
  if (queue === 'tradeThrough') return one.ahead
  if (queue === 'riskAverse') return Math.min(one.ahead, now)
  const canceled = one.level - now - one.printed
  if (canceled <= 0) return Math.max(0, Math.min(one.ahead, now))
  const front = one.ahead
  const back = Math.max(0, one.level - front)
  const cube = (x: number): number => x * x * x
  let p = 1
  if (front + back > 0) {
    if (queue === 'linear') p = back / (back + front)
    else if (queue === 'cubic2') p = cube(back) / cube(back + front)
    else p = 1 - cube(front / (front + back))
  }
  if (p > 0 && p < 1) count('cancels before and behind')
  const estimate = front - (1 - p) * canceled + Math.min(one.level - front - p * canceled, 0)
  return Math.max(0, Math.min(estimate, now))
}
