export * from './all.js'
export { catalog, type Catalog } from './catalog.js'
