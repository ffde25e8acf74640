export { TimeBarBuilder, type FormingBar } from './time-bar-builder.js'
