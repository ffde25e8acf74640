export { badData, type DataFault } from './data.js'
export { badParameter, show, unknownParameter, type ParameterFault } from './parameter.js'
export { isTapelineError, TapelineError, type ErrorCode, type TapelineErrorOptions } from './tapeline-error.js'
