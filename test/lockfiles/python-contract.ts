import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pypi } from '../../src/extractors/pypi/index.js';
import { readLockfile, type LockfileReader } from '../../src/lockfiles/index.js';
import { memoryTree } from '../support/memory-tree.js';

export interface PythonLockContract {
  readonly reader: LockfileReader;
  readonly broken: readonly string[];
  /** The format tells no version of what comes from a repository. */
  readonly withoutElsewhereVersion?: true;
  /** `a → c`, where the format has edges. */
  readonly edges: readonly string[];
  /** Directness of `a`, `c` and `g`; null where the format does not tell. */
  readonly direct: readonly (boolean | null)[];
}

function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

/** One tree, written down by each manager: `fixtures/lockfiles/<id>/<case>`. */
export function describePythonLock(contract: PythonLockContract): void {
  const { reader, broken, withoutElsewhereVersion, edges, direct } = contract;
  const fixtures = join(import.meta.dirname, '../../fixtures/lockfiles', reader.id);
  const [path = ''] = reader.fileNames;

  beforeAll(() => reader.prepare?.());

  describe.each(readdirSync(fixtures))(`${reader.id}, %s`, (name) => {
    const files = filesBelow(join(fixtures, name));
    const extract = () => pypi.extract(memoryTree(files), { isImage: false });

    it('gives packages with versions and origin, none of development or of Windows', async () => {
      const { packages } = await extract();
      const rows = packages.toSorted((x, y) => (x.purl < y.purl ? -1 : 1));
      expect(rows.map((found) => [found.purl, found.version, found.origin, found.presence])).toEqual([
        ['pkg:pypi/a@1.0.0', '1.0.0', 'unknown', 'declared'],
        ['pkg:pypi/c@1.1.0', '1.1.0', 'unknown', 'declared'],
        withoutElsewhereVersion
          ? ['pkg:pypi/g', null, 'private', 'declared']
          : ['pkg:pypi/g@3.0.0', '3.0.0', 'private', 'declared'],
      ]);
      expect(rows.map((found) => found.direct)).toEqual(direct);
    });

    it('gives edges that lead to rows, and no problem', async () => {
      const { packages, problems } = await extract();
      const nameOf = new Map(packages.map(({ id, name: own }) => [id, own.toLowerCase()]));
      const found = packages.flatMap(({ name: own, dependencies }) =>
        dependencies.map((id) => `${own} → ${nameOf.get(id)}`),
      );
      expect(found).toEqual(edges);
      // That a list may lack what its packages bring along is a matter of the format.
      expect(problems.filter(({ packages: about }) => about === undefined)).toEqual([]);
    });

    it('never throws for a cut or changed lockfile', () => {
      const whole = Buffer.from(files[path] ?? '');
      fc.assert(
        fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.nat(255), (length, at, byte) => {
          const changed = Buffer.from(whole.subarray(0, length));
          if (at < length) changed[at] = byte;
          expect(() => readLockfile({ path, bytes: changed }, null)).not.toThrow();
        }),
        { numRuns: 40 },
      );
    });
  });

  it.each(broken)('makes a problem of a broken lockfile (%#)', (text) => {
    const { packages, problems } = readLockfile({ path, bytes: Buffer.from(text) }, null);
    expect(packages.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'malformed', path, affectsCompleteness: true }]);
  });
}
