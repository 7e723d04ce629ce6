import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLockfile, type LockfileReader } from '../../src/lockfiles/index.js';
import { extractNpm } from '../support/npm-tree.js';

export interface LockfileContract {
  readonly reader: LockfileReader;
  /** Names of its lockfiles, and texts that are no lockfiles. */
  readonly broken: readonly (readonly [fileName: string, text: string])[];
  /** Cases of its fixtures where the lockfile does not tell the version of a git dependency. */
  readonly withoutGitVersion?: readonly string[];
  /** The manager does not write the name under which a package is required. */
  readonly withoutAlias?: true;
}

function read(path: string, bytes: Buffer) {
  return readLockfile({ path, bytes }, null);
}

/** One tree, written down by each manager and each version of its format: `fixtures/lockfiles/<id>/<case>`. */
function describeCase(contract: LockfileContract, name: string): void {
  const { reader, withoutGitVersion = [], withoutAlias } = contract;
  const folder = join(import.meta.dirname, '../../fixtures/lockfiles', reader.id, name);
  const texts = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const extract = () => extractNpm(Object.fromEntries(texts));
  const lockfile = reader.fileNames.find((file) => texts.has(file)) ?? '';

  it('gives packages with versions, origin and directness, none of development', async () => {
    const { packages, problems } = await extract();
    const rows = [...packages]
      .sort((x, y) => (x.name < y.name ? -1 : 1))
      .map((found) => [found.name, found.version, found.direct, found.origin, found.presence]);
    expect(rows).toEqual([
      ['@s/c', '1.1.0', false, 'unknown', 'declared'],
      ['a', '1.0.0', true, 'unknown', 'declared'],
      ['b', '2.0.0', true, 'unknown', 'declared'],
      ['g', withoutGitVersion.includes(name) ? null : '3.0.0', true, 'private', 'declared'],
      ['o', '1.0.0', false, 'unknown', 'declared'],
    ]);
    expect(problems).toEqual([]);
  });

  it('gives edges that lead to rows', async () => {
    const { packages } = await extract();
    const nameOf = new Map(packages.map((found) => [found.id, found.name]));
    const edges = packages.flatMap((found) =>
      found.dependencies.map((id) => `${found.name} → ${nameOf.get(id)}`),
    );
    expect(edges.sort()).toEqual(['a → @s/c', 'a → o']);
  });

  it('keeps an alias beside the name', async () => {
    const { packages } = await extract();
    const { alias } = packages.find((found) => found.name === 'b') ?? {};
    expect(alias).toBe(withoutAlias ? null : 'old');
  });

  it('never throws for a cut or changed lockfile', () => {
    const whole = Buffer.from(texts.get(lockfile) ?? '');
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.nat(255), (length, at, byte) => {
        const changed = Buffer.from(whole.subarray(0, length));
        if (at < length) changed[at] = byte;
        expect(() => read(lockfile, changed)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
}

/** Properties of every reader of lockfiles. */
export function describeLockfileReader(contract: LockfileContract): void {
  const { reader, broken } = contract;
  const cases = readdirSync(join(import.meta.dirname, '../../fixtures/lockfiles', reader.id));
  describe.each(cases)(`${reader.id}, %s`, (name) => {
    describeCase(contract, name);
  });

  it.each(broken)('makes a problem of a broken %s (%#)', (path, text) => {
    const { packages, problems } = read(path, Buffer.from(text));
    expect(packages.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'malformed', path, affectsCompleteness: true }]);
  });
}
