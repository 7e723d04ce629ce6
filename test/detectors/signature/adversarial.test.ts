import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { signature } from '../../../src/detectors/signature/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { loadSignatures, signatureSet } from '../../../src/signatures/index.js';
import { adversarialFiles, adversarialTrees, type AdversarialFile } from '../../support/adversarial-texts.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

/**
 * Characters of each file. `ADVERSARIAL_BYTES=10000000 npx vitest run test/detectors/signature/adversarial.test.ts` is the whole
 * measurement, and prints its table.
 */
const SAMPLE = 20_000;
const BYTES = Number(process.env['ADVERSARIAL_BYTES'] ?? SAMPLE);
/** Eight times the length may take this many times as long, and always a second. */
const LINEAR = 16;

const { files } = await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url)));
const signatures = signatureSet(files);

/** Milliseconds that all rules take for a file, in a package. */
async function measure({ path, text }: AdversarialFile): Promise<number> {
  const folder = 'node_modules/p';
  const tree = memoryTree({
    [`${folder}/package.json`]: '{"name":"p"}',
    [`${folder}/setup.js`]: text.slice(0, 1024 * 1024),
    [`${folder}/${path}`]: text,
  });
  const inventory = { ...NO_INVENTORY, packages: [packageOf('p', '1.0.0')] };
  const start = process.cpuUsage();
  await signature.detect({ tree, inventory, signatures, found: [] });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function isFar(few: number, many: number): boolean {
  return many > Math.max(1000, few * LINEAR);
}

/** The files that take far more than eight times as long as one of an eighth of their length. */
async function superLinear(
  id: string,
  filesOf: (length: number) => readonly AdversarialFile[],
  bytes = BYTES,
): Promise<string[]> {
  const small = filesOf(bytes / 8);
  const found: string[] = [];
  for (const [at, file] of filesOf(bytes).entries()) {
    const few = await measure(small[at] ?? file);
    const many = await measure(file);
    const row = `${id}\t${at}\t${Math.round(few)} ms\t${Math.round(many)} ms`;
    if (BYTES > SAMPLE) console.log(row);
    if (!isFar(few, many)) continue;
    // Where the places looked at are bounded, time grows until the bound is met: only what goes on growing is super-linear.
    const [longer] = filesOf(bytes * 8).slice(at);
    if (longer && isFar(many, await measure(longer))) found.push(row);
  }
  return found;
}

test.each(files.map((rule) => [rule.id, rule] as const))(
  '%s',
  async (id, rule) => {
    expect(await superLinear(id, (length) => adversarialFiles(rule, length))).toEqual([]);
  },
  3_600_000,
);

/** Larger files are not parsed. */
const PARSED = 8_000_000;

test('trees', { timeout: 3_600_000 }, async () => {
  expect(await superLinear('trees', adversarialTrees, Math.min(BYTES, PARSED))).toEqual([]);
});
