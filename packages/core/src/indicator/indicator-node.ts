import type { IndicatorDefinition } from './indicator-definition.js'
import type { IndicatorInstance, IndicatorKernel } from './indicator-instance.js'

/** One definition inside a graph, shared by all who asked for it. */
export interface IndicatorNode {
  /** What it computes. */
  readonly definition: IndicatorDefinition
  /** One column for each output, as long as the graph's capacity; the arrays stay the same for the graph's life. */
  readonly columns: readonly Float64Array[]
  /** True when no output is ever undefined again once it has been defined, all it is composed of included. */
  readonly total: boolean
  /** What it threw, after which its outputs are NaN; the other nodes go on. */
  readonly error: unknown
}

/** A node with the parts that only the graph may touch. */
export interface LiveNode extends IndicatorNode {
  readonly instance: IndicatorInstance
  readonly parent: LiveNode | null
  /** 0 reads columns only, 1 reads a node of level 0... */
  readonly level: number
  error: unknown
  /** Every output has been defined. */
  warm: boolean
}

/** Nodes of one level and one class: computed in one monomorphic loop. */
export interface NodeGroup {
  readonly kernel: IndicatorKernel
  readonly nodes: readonly LiveNode[]
  readonly instances: readonly IndicatorInstance[]
}

/** Healthy nodes in the order of computation: level by level, within a level class by class. */
export function groupNodes(nodes: readonly LiveNode[]): NodeGroup[] {
  const groups = new Map<string, Map<unknown, LiveNode[]>>()
  const healthy = nodes.filter((node) => node.error === null).sort((a, b) => a.level - b.level)
  for (const node of healthy) {
    const level = groups.get(`${node.level}`) ?? new Map<unknown, LiveNode[]>()
    groups.set(`${node.level}`, level)
    level.set(node.instance.constructor, [...(level.get(node.instance.constructor) ?? []), node])
  }
  return [...groups.values()].flatMap((level) =>
    [...level].map(([kernel, members]) => ({
      kernel: kernel as IndicatorKernel,
      nodes: members,
      instances: members.map((node) => node.instance),
    })),
  )
}
