import { describe, expect, it } from 'vitest';
import { settleCopies } from '../../../src/advisories/match/known-copies.js';
import { storeOf } from '../../support/advisory-database.js';
import { packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';

const copyOf = (name: string, at = `vendor/${name}`) =>
  packageOf(name, '1.2.3', {
    id: `npm:${at}`,
    presence: 'vendored',
    confidence: 'low',
    locations: [{ path: at }],
  });

function settled(names: readonly string[], found: readonly string[] = []) {
  const store = storeOf(recordOf({ id: 'MAL-2026-1', name: 'evil' }));
  const { packages, problems } = settleCopies(
    names.map((name) => copyOf(name)),
    store,
    new Set(found),
  );
  return { known: packages.map(({ name }) => name), problems };
}

describe('a folder that is called as a package', () => {
  it.each([
    ['that everybody uses', 'event-stream', []],
    ['that advisories speak of', 'evil', []],
    ['that a detector found', 'my-code', ['npm:vendor/my-code']],
  ])('is that package where it is one %s', (_, name, found) => {
    expect(settled([name], found)).toEqual({ known: [name], problems: [] });
  });

  it('of an unknown name is a question with a hint, and leaves the answer complete', () => {
    const { known, problems } = settled(['my-code']);
    expect(known).toEqual([]);
    expect(problems).toEqual([
      {
        code: 'unresolved',
        path: 'vendor/my-code/package.json',
        message:
          'A folder with code has the manifest of a package that no lockfile or manifest lists: vendor/my-code (my-code 1.2.3). If it is your own, write "private": true into package.json; else install the package.',
        affectsCompleteness: false,
        isQuestion: true,
      },
    ]);
  });

  it('many of them are one question, of bounded length', () => {
    const names = Array.from({ length: 100 }, (_, at) => `my-${'x'.repeat(5000)}-${at}`);
    const { problems } = settled(names);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^100 folders .* and 95 more\. /);
    expect(problems[0]?.message.length).toBeLessThan(2000);
  });
});
