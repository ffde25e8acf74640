import { demand } from '../errors/index.js'
import { legOf } from '../portfolio/index.js'
import type { BracketRequest, ChildRequest, SidedChild, SidedRequest } from '../strategy/index.js'

/**
 * The entry of a bracket and its exits, on the other side and only reducing; profit first. In hedge mode they are for the
 * position that the entry opens.
 */
export function checkBracket(
  { takeProfit, stopLoss, ...entry }: BracketRequest,
  isHedged: boolean,
): [SidedRequest, SidedChild[]] {
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
  if (!isHedged) return [entry, exits.map((exit) => ({ reduceOnly: true, ...exit, side }))]
  const leg = legOf(entry.side)
  for (const { positionSide } of [entry, ...exits])
    demand(positionSide === undefined || positionSide === leg, owner, 'positionSide', positionSide, leg)
  return [entry, exits.map((exit) => ({ reduceOnly: true, ...exit, side, positionSide: leg }))]
}

function isWithout(request: ChildRequest, ...fields: readonly (keyof ChildRequest)[]): boolean {
  return fields.every((field) => request[field] === undefined)
}
