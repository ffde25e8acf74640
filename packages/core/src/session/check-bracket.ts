import { demand } from '../errors/index.js'
import type { BracketRequest, ChildRequest, SidedChild, SidedRequest } from '../strategy/index.js'

/** The entry of a bracket and its exits, on the other side and only reducing; profit first. */
export function checkBracket({ takeProfit, stopLoss, ...entry }: BracketRequest): [SidedRequest, SidedChild[]] {
  const owner = 'orders.bracket'
  const hasExit = takeProfit !== undefined || stopLoss !== undefined
  demand(hasExit, owner, 'takeProfit, stopLoss', undefined, 'at least one of the two')
  const profit = takeProfit?.limit ?? takeProfit?.touch
  const isProfit = takeProfit === undefined || (profit !== undefined && isWithout(takeProfit, 'stop', 'trail'))
  demand(isProfit, owner, 'takeProfit', takeProfit, 'a limit, a touch, or both')
  const isLoss =
    stopLoss === undefined ||
    ((stopLoss.stop !== undefined || stopLoss.trail !== undefined) && isWithout(stopLoss, 'touch'))
  demand(isLoss, owner, 'stopLoss', stopLoss, 'a stop, with or without limit, or a trail')
  const loss = stopLoss?.stop
  const isInOrder =
    profit === undefined || loss === undefined || !(entry.side === 'buy' ? profit <= loss : profit >= loss)
  demand(
    isInOrder,
    owner,
    'takeProfit',
    profit,
    `a price ${entry.side === 'buy' ? 'above' : 'below'} that of stopLoss, ${loss}`,
  )
  const side = entry.side === 'buy' ? 'sell' : 'buy'
  const exits = [takeProfit, stopLoss].filter((exit) => exit !== undefined)
  return [entry, exits.map((exit) => ({ reduceOnly: true, ...exit, side }))]
}

function isWithout(request: ChildRequest, ...fields: readonly (keyof ChildRequest)[]): boolean {
  return fields.every((field) => request[field] === undefined)
}
