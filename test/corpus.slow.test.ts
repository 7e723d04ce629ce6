import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact, Report } from '../src/model/index.js';

/** The output of scripts/corpus/build.mjs: an application's packages by package manager and disk, never by the scanner. */
interface Truth {
  readonly id: string;
  readonly zips: readonly string[];
  readonly packages: readonly { readonly name: string; readonly version: string; readonly path: string }[];
}

const project = join(import.meta.dirname, '..');
const truthFolder = join(project, 'build/corpus/truth');
const zipFolder = join(project, 'build/corpus/zips');
const isBuilt = existsSync(truthFolder);

const truths: Truth[] = (isBuilt ? readdirSync(truthFolder) : []).map(
  (file) => JSON.parse(readFileSync(join(truthFolder, file), 'utf8')) as Truth,
);
const cases = truths.flatMap(({ zips, packages }) => zips.map((zip) => ({ zip, packages })));

/** One scan of all zips by the built command line: artifacts by the name of their zip. */
function scanAll(): ReadonlyMap<string, Artifact> {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-corpus-'));
  const file = join(folder, 'report.json');
  const targets = cases.map(({ zip }) => join(zipFolder, zip));
  const options = ['--no-cache', '--no-progress', '--output', `json=${file}`];
  const scan = spawnSync(process.execPath, ['dist/cli/main.js', 'scan', ...targets, ...options], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!existsSync(file)) throw new Error(`The scan exited ${scan.status} without a report: ${scan.stderr}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return new Map(
    report.artifacts.map((artifact) => [artifact.path.slice(artifact.path.lastIndexOf('/') + 1), artifact]),
  );
}

/**
 * Rows of packages whose files are there, as sorted text: a repeated row stays a repeated row. Copies inside packages
 * do not count, because no package manager lists them.
 */
function rowsOf(packages: Artifact['packages']): string[] {
  return packages
    .filter(({ presence }) => presence === 'installed')
    .map(
      ({ name, version, locations }) =>
        `${name}@${version} in ${locations.map(({ path }) => path).join(' + ')}`,
    )
    .sort((a, b) => (a < b ? -1 : 1));
}

describe.skipIf(!isBuilt)('corpus (not built: run node scripts/corpus/build.mjs first)', () => {
  let artifacts: ReadonlyMap<string, Artifact> = new Map();
  beforeAll(() => {
    artifacts = scanAll();
  }, 600_000);

  it('has at least 25 applications', () => {
    expect(truths.length).toBeGreaterThanOrEqual(25);
  });

  it.each(cases)('$zip: recall and precision are 1', ({ zip, packages }) => {
    const truth = packages.map(({ name, version, path }) => `${name}@${version} in ${path}`);
    const found = rowsOf(artifacts.get(zip)?.packages ?? []);
    expect({
      missed: truth.filter((row) => !found.includes(row)),
      invented: found.filter((row) => !truth.includes(row)),
      rows: found.length,
    }).toEqual({ missed: [], invented: [], rows: truth.length });
  });

  it.each(cases)('$zip: a copy inside a package lies in what is installed', ({ zip }) => {
    const { packages = [] } = artifacts.get(zip) ?? {};
    const folders = new Map(
      packages
        .filter(({ presence }) => presence === 'installed')
        .map(({ id, locations }) => [id, locations[0]?.path ?? '']),
    );
    const copies = packages.filter(({ presence }) => presence === 'vendored');
    const astray = copies.filter(({ vendoredIn, locations }) => {
      const host = folders.get(vendoredIn ?? '');
      return host === undefined || !locations.every(({ path }) => path.startsWith(`${host}/`));
    });
    expect(astray.map(({ id }) => id)).toEqual([]);
  });

  it.each(cases)('$zip: nothing was left unseen', ({ zip }) => {
    expect(artifacts.get(zip)?.problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toEqual([]);
  });
});
