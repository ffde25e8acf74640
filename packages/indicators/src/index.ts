export * from './all.js'
export { catalog, type AnyIndicator, type Catalog, type DefinitionData } from './catalog.js'
export type { Average } from './average-kinds.js'
