export { tearSheet, type TearSheetOptions } from './tear-sheet.js'
