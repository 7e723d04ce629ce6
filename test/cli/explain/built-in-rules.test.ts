import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILT_IN_RULES } from '../../../src/cli/explain/built-in-rules.js';
import { explainBuiltIn } from '../../../src/cli/explain/explain.js';

const SOURCES = new URL('../../../src/', import.meta.url);

/** Ids of rules that are literals in the sources, and the ends of those that a template literal composes. */
function idsInSources(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  return files.flatMap((path) => {
    const text = readFileSync(new URL(path, SOURCES), 'utf8');
    const literal = [...text.matchAll(/\brule: '([a-z-]{3,40})'/g)].map(([, id = '']) => id);
    const composed = [...text.matchAll(/\brule: `([a-z]{3,20}-)\$/g)].map(([, start = '']) => start);
    return [...literal, ...composed];
  });
}

it('every rule that is no signature can be explained', () => {
  const ids = [...new Set(idsInSources())];
  expect(ids.length).toBeGreaterThan(25);
  const known = [...BUILT_IN_RULES.keys()];
  expect(
    ids.filter((id) => !known.some((one) => (id.endsWith('-') ? one.startsWith(id) : one === id))),
  ).toEqual([]);
});

it('every composed rule is one that the sources can give', () => {
  const kinds = ['version', 'not-installed', 'not-locked', 'foreign'];
  const locked = [...BUILT_IN_RULES.keys()].filter((id) => id.startsWith('lockfile-'));
  expect(locked.sort()).toEqual(kinds.map((kind) => `lockfile-${kind}`).sort());
});

it('says what a rule is about and what to do', () => {
  expect(explainBuiltIn('exec-wrapper')?.text).toMatch(/kind +hook\n +do +Check it/);
  expect(explainBuiltIn('toString')).toBeNull();
});
