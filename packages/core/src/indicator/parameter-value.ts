/** A value that a parameter of an indicator can have; a pair is a window `[t1, t2]` in seconds before now. */
export type ParameterValue = number | string | boolean | readonly [number, number]
