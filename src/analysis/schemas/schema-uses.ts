import type { SchemaUse } from '../../model/index.js';
import type { SchemaFunctions } from './schema-functions.js';

/** What code sees of a call whose data fits. */
export const HOW_SHOWN = {
  throws: 'returned',
  rejects: 'returned',
  false: 'true',
  result: 'result',
} as const;

export interface CheckingUse extends SchemaUse {
  readonly fails: keyof typeof HOW_SHOWN;
}

/** The ways in which a function checks data. */
export function usesOf(functions: SchemaFunctions, name: string): CheckingUse[] {
  const { uses, checks } = functions.of(name);
  // A schema that is called is a function that checks data.
  if (name === '()' && uses.length === 0) return [{ names: [], data: 0, fails: 'false' }];
  return [
    ...uses.map((use) => ({ ...use, fails: use.fails ?? (use.field === undefined ? 'throws' : 'result') })),
    ...checks.map((use) => ({ ...use, fails: use.fails ?? 'false' })),
  ];
}
