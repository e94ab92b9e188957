/** Rows of one part of a long answer: what is made before its reader is asked whether there is room. */
export const PART = 2_000;
