export { badData, type DataFault } from './data.js'
export { badParameter, demand, demandKnown, show, unknownParameter, type ParameterFault } from './parameter.js'
export { isTapelineError, TapelineError, type ErrorCode, type TapelineErrorOptions } from './tapeline-error.js'
