/** Degrees in a radian. */
export const DEGREES = 57.29577951308232
