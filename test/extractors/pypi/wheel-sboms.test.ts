import { expect, it } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { withLimit } from '../../support/lowered-limit.js';

const INFO = 'fast-1.0.dist-info';
const METADATA = {
  [`${INFO}/METADATA`]: 'Metadata-Version: 2.1\nName: fast\nVersion: 1.0\n',
  'fast/__init__.py': '',
};

const cycloneDx = (...purls: string[]): string =>
  JSON.stringify({ bomFormat: 'CycloneDX', components: purls.map((purl) => ({ type: 'library', purl })) });

async function extracted(files: Readonly<Record<string, string>>) {
  const tree = memoryTree({ ...METADATA, ...files });
  const { packages, problems } = await pypi.extract(tree, { isImage: false });
  return { packages: packages.filter(({ name }) => name !== 'fast'), problems };
}

it('lists what was built into a wheel, once, below the wheel', async () => {
  const { packages, problems } = await extracted({
    [`${INFO}/sboms/a.json`]: cycloneDx(
      'pkg:cargo/serde@1.0.1',
      'pkg:pypi/fast@1.0',
      'pkg:rpm/centos/krb5@1',
    ),
    [`${INFO}/sboms/deep/b.json`]: JSON.stringify({
      spdxVersion: 'SPDX-2.3',
      packages: [
        { SPDXID: 'a', externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:cargo/serde@1.0.1' }] },
        { SPDXID: 'b', externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:pypi/other@2' }] },
      ],
    }),
  });
  expect(packages).toMatchObject([
    {
      purl: 'pkg:cargo/serde@1.0.1',
      presence: 'vendored',
      vendoredIn: `pypi:${INFO}`,
      direct: false,
      evidence: [{ method: 'sbom', path: `${INFO}/sboms/a.json` }],
    },
    { purl: 'pkg:pypi/other@2' },
  ]);
  expect(problems).toMatchObject([
    { code: 'unsupported', path: `${INFO}/sboms/a.json`, affectsCompleteness: false },
  ]);
  expect(problems[0]?.message).toMatch(/^1 of/);
});

it.each([
  ['no JSON', '{'],
  ['another document', '{"bomFormat":"other"}'],
])('tells a list that cannot be read: %s', async (_what, text) => {
  expect((await extracted({ [`${INFO}/sboms/a.json`]: text })).problems).toMatchObject([
    { code: 'malformed', affectsCompleteness: true },
  ]);
});

it('reads no list of such a name elsewhere, and none that is too large', async () => {
  expect((await extracted({ 'fast/sboms/a.json': '{' })).problems).toEqual([]);
  await withLimit('list-in-program', 5, async () => {
    const { problems } = await extracted({ [`${INFO}/sboms/a.json`]: cycloneDx('pkg:cargo/serde@1.0.1') });
    expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
  });
});
