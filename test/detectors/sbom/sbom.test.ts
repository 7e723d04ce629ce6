import { expect, it, test } from 'vitest';
import { sbom } from '../../../src/detectors/sbom/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const LIST = JSON.stringify({
  bomFormat: 'CycloneDX',
  components: [{ type: 'library', purl: 'pkg:npm/a@2.0.0' }],
});

async function detect(
  files: Readonly<Record<string, string>>,
): Promise<{ rules: string[]; problems: string[] }> {
  const inventory = { ...NO_INVENTORY, packages: [packageOf('a', '1.0.0')] };
  const context = { tree: memoryTree(files), inventory, signatures: { version: '', rules: [] }, found: [] };
  const { findings, problems } = await sbom.detect(context);
  return { rules: findings.map(({ rule }) => rule), problems: problems.map(({ path }) => path) };
}

test.each([
  ['bom.json', LIST, ['sbom-version'], []],
  ['app.cdx.json', LIST, ['sbom-version'], []],
  ['node_modules/x/bom.json', LIST, [], []],
  ['app.json', LIST, [], []],
  ['bom.json', '{"something":"else"}', [], []],
  ['app.spdx.json', '{"something":"else"}', [], ['app.spdx.json']],
  ['app.cdx.json', '{', [], ['app.cdx.json']],
])('%s with %.30s', async (...[path, text, rules, problems]) => {
  expect(await detect({ [path]: text })).toEqual({ rules, problems });
});

it('a target with very many lists has some compared, and the rest reported', async () => {
  const files = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`${at}.cdx.json`, LIST]));
  const { rules, problems } = await detect(files);
  expect([rules.length, problems]).toEqual([5, ['5.cdx.json', '6.cdx.json']]);
});
