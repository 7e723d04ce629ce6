import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractNpm, type Content } from '../support/npm-tree.js';

/** The output of scripts/corpus/write-drift-facts.mjs: an installation by a package manager, without code. */
interface Facts {
  readonly id: string;
  readonly files: Readonly<Record<string, Content>>;
  readonly links: Readonly<Record<string, string>>;
  /** Additional packages where links are deployed as copies. */
  readonly copies: Readonly<Record<string, Content>>;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

const folder = join(import.meta.dirname, '../../fixtures/corpus-drift');
const cases = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Facts,
);

async function driftsOf(
  files: Facts['files'],
  links: Facts['links'] = {},
): Promise<{ readonly titles: string[]; readonly packages: number }> {
  const { drifts, packages } = await extractNpm(files, links);
  const titles = drifts.map(({ kind, name, package: id }) => `${kind} ${name} ${id}`);
  return { titles, packages: packages.length };
}

/** Folders of the applications. */
const OWN = new Set(['orders', 'mails', '@me/kit', 'shared', 'rules', 'gate']);

/** The packages of a tree that a lockfile locks: those from a registry, without copies in other tarballs. */
function lockedPackages({ files }: Facts): (readonly [string, Manifest])[] {
  return Object.entries(files).flatMap(([path, content]) => {
    const manifest = content as Manifest;
    const isPackage =
      path.includes('node_modules/') && path.endsWith('/package.json') && typeof content === 'object';
    const isCarried = /protobufjs\/cli\/|cloud-assembly-schema\/node_modules\//.test(path);
    return isPackage && !isCarried && !OWN.has(manifest.name ?? '') ? [[path, manifest] as const] : [];
  });
}

describe.each(cases)('an installation of $id', (facts) => {
  const { files, links, copies } = facts;

  it('agrees with its lockfile', async () => {
    const { titles, packages } = await driftsOf(files, links);
    expect(packages).toBeGreaterThan(5);
    expect(titles).toEqual([]);
  });

  it('agrees with its lockfile where links were deployed as copies', async () => {
    expect((await driftsOf({ ...files, ...copies })).titles).toEqual([]);
  });

  it('differs where any package has another version', async () => {
    const packages = lockedPackages(facts);
    expect(packages.length).toBeGreaterThan(3);
    for (const [path, manifest] of packages) {
      const changed = { ...files, [path]: { ...manifest, version: '99.0.0' } };
      const { titles } = await driftsOf(changed, links);
      expect(titles).toEqual([`version ${manifest.name} npm:${path.replace(/\/package\.json$/, '')}`]);
    }
  });

  it('differs where a package is installed that no lockfile has', async () => {
    const added = { ...files, 'node_modules/evil/package.json': { name: 'evil', version: '1.0.0' } };
    expect((await driftsOf(added, links)).titles).toEqual(['not-locked evil npm:node_modules/evil']);
  });
});
