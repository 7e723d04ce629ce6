/** Methods whose text has no character that its object has not. */
export const KEEPING =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|slice|substring|strip|lstrip|rstrip|lower|upper|casefold)$/;
