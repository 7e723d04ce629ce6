import type { CodeFacts } from './template-facts.js';

/** Characters of paths, names, options and numbers: no code has only these. */
const PLAIN_WORD = /^[\w./:@=+-]*$/;

/**
 * The words that a template starts a function's image with, as code of its own; none where all are names and options.
 * @param words null for one that only the deployment knows.
 */
export function startCodeOf(
  { logicalId, name }: Pick<CodeFacts, 'logicalId' | 'name'>,
  words: readonly (string | null)[],
): CodeFacts[] {
  if (words.every((word) => word !== null && PLAIN_WORD.test(word))) return [];
  const text = words.includes(null) ? null : JSON.stringify(words);
  return [
    {
      logicalId: `${logicalId}.ImageConfig`,
      name: `${name ?? logicalId} (ImageConfig)`,
      code: { kind: 'inline', text },
      fileName: 'ImageConfig',
      kind: 'image',
    },
  ];
}
