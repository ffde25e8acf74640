export * from './errors/index.js'
export * from './market/index.js'
export * from './time/index.js'
