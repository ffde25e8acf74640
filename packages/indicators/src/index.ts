export * from './all.js'
export { catalog, type Catalog } from './catalog.js'
export type { Average } from './moving-mean.js'
