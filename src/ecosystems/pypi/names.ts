import type { NameRules } from '../ecosystem.js';

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

export const PYPI_NAMES = {
  separator: null,
  isPackageName: (name) => /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name),
  normalise: normaliseName,
} satisfies NameRules;
