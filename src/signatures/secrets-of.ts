import type { KnownValues, SecretFile, SecretRule, SecretRuleFile } from './secret-schema.js';

/** Rules about secrets, and what is known to be none. */
export interface SecretRules {
  readonly rules: readonly SecretRule[];
  readonly known: Pick<KnownValues, 'parts' | 'words' | 'values' | 'names'>;
}

export const NO_SECRET_RULES: SecretRules = {
  rules: [],
  known: { parts: [], words: [], values: [], names: [] },
};

export function isSecretRule(file: SecretFile): file is SecretRuleFile {
  return 'patterns' in file;
}

/** Takes out the marks that cut a value. */
export function uncut(text: string): string {
  return text.replaceAll('[]', '');
}

/** Rules without their examples, and the known values of all files. */
export function secretsOf(files: readonly SecretFile[]): SecretRules {
  const rules = files.filter(isSecretRule).map(({ examples: _examples, ...rule }): SecretRule => rule);
  const known = files.filter((file): file is KnownValues => !isSecretRule(file));
  return {
    rules,
    known: {
      parts: known.flatMap(({ parts }) => parts),
      words: known.flatMap((file) => file.words),
      values: known.flatMap(({ values }) => values),
      names: known.flatMap(({ names }) => names),
    },
  };
}

/** The rules of several sets together. */
export function joinSecrets(sets: readonly SecretRules[]): SecretRules {
  return {
    rules: sets.flatMap(({ rules }) => rules),
    known: {
      parts: sets.flatMap(({ known }) => known.parts),
      words: sets.flatMap(({ known }) => known.words),
      values: sets.flatMap(({ known }) => known.values),
      names: sets.flatMap(({ known }) => known.names),
    },
  };
}
