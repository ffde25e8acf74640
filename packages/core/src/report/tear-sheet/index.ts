export { TEAR_SHEET_STYLE_HASH } from './style.js'
export { tearSheet, type TearSheetOptions } from './tear-sheet.js'
