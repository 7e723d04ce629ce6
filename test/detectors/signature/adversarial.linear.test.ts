import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { signature } from '../../../src/detectors/signature/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { completeSet, loadSignatures } from '../../../src/signatures/index.js';
import { adversarialFiles, adversarialTrees, type AdversarialFile } from '../../support/adversarial-texts.js';
import { superLinearGrowth } from '../../support/expect-linear.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

/**
 * Characters of each file. `ADVERSARIAL_BYTES=10000000 npm run bench:linear -- test/detectors/signature/adversarial` is the whole
 * measurement.
 */
const BYTES = Number(process.env['ADVERSARIAL_BYTES'] ?? 20_000);

const loaded = await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url)));
const { files } = loaded;
const signatures = completeSet(loaded);

/** Runs all rules on a file of a package. */
function scan({ path, text }: AdversarialFile): Promise<unknown> {
  const folder = 'node_modules/p';
  const tree = memoryTree({
    [`${folder}/package.json`]: '{"name":"p"}',
    [`${folder}/setup.js`]: text.slice(0, 1024 * 1024),
    [`${folder}/${path}`]: text,
  });
  const inventory = { ...NO_INVENTORY, packages: [packageOf('p', '1.0.0')] };
  return signature.detect({ tree, inventory, signatures, found: [] });
}

/** The files whose work grows faster than their length. */
async function superLinear(
  filesOf: (length: number) => readonly AdversarialFile[],
  bytes = BYTES,
): Promise<string[]> {
  const found: string[] = [];
  for (const [at, file] of filesOf(bytes).entries()) {
    const fileOf = (length: number): AdversarialFile => filesOf(length)[at] ?? file;
    if ((await superLinearGrowth(bytes, fileOf, scan)) === null) continue;
    // Work grows up to the bound on places that are examined: only growth beyond that bound is super-linear.
    const growth = await superLinearGrowth(bytes * 8, fileOf, scan);
    if (growth !== null) found.push(`file ${at}: ${Math.round(growth)} times the work`);
  }
  return found;
}

test.each(files.map((rule) => [rule.id, rule] as const))(
  '%s',
  async (_, rule) => {
    expect(await superLinear((length) => adversarialFiles(rule, length))).toEqual([]);
  },
  3_600_000,
);

/** Larger files are not parsed. */
const PARSED = 8_000_000;

test('trees', { timeout: 3_600_000 }, async () => {
  expect(await superLinear(adversarialTrees, Math.min(BYTES, PARSED))).toEqual([]);
});
