import { expect, test } from 'vitest';
import { detect } from '../../src/detectors/index.js';
import { NO_INVENTORY, type Inventory } from '../../src/model/index.js';
import { defaultSignatures } from '../../src/signatures/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const NO_RULES = { version: 'none', rules: [] };
const SBOM = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [] });

async function examined(files: Readonly<Record<string, string>>, inventory: Partial<Inventory> = {}) {
  const known = { ...NO_INVENTORY, ...inventory };
  return (await detect({ tree: memoryTree(files), inventory: known, signatures: NO_RULES })).examined;
}

test('comparisons count as made only where there was something to compare with', async () => {
  expect(await examined({ 'index.js': '1' })).toEqual(['hook']);
  expect(await examined({}, { comparesLockfile: true })).toContain('drift');
  expect(await examined({ 'bom.json': SBOM })).toContain('drift');
  expect(await examined({ 'bom.json': '{}' })).not.toContain('drift');
  expect(await examined({}, { packages: [packageOf('a', '1.0.0')] })).toContain('typosquat');
});

test('hashes that an installer recorded are a comparison with what was published', async () => {
  const [site, folder] = ['p', 'p/six-1.16.0.dist-info'];
  const evidence = [{ method: 'dist-info', path: `${folder}/METADATA`, detail: '' }] as const;
  const six = { ...packageOf('six', '1.16.0'), ecosystem: 'PyPI', evidence, locations: [{ path: site }] };
  const files = { [`${folder}/RECORD`]: 'six.py,,\n', [`${site}/six.py`]: '' };
  expect(await examined(files, { packages: [six] })).toContain('tamper');
  expect(await examined({ [`${site}/six.py`]: '' }, { packages: [six] })).not.toContain('tamper');
});

test('the shipped rules look for malicious code and secrets', async () => {
  const signatures = defaultSignatures();
  const detection = await detect({ tree: memoryTree({}), inventory: NO_INVENTORY, signatures });
  expect(detection.examined).toEqual(expect.arrayContaining(['malware', 'install-script', 'secret']));
});

test('a problem has the id of the detector that met it', async () => {
  const { problems } = await detect({
    tree: memoryTree({ 'a.cdx.json': '{}' }),
    inventory: NO_INVENTORY,
    signatures: NO_RULES,
  });
  expect(problems).toMatchObject([{ path: 'a.cdx.json', analysis: 'sbom' }]);
});
