import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { flowsOf, loadSignatures, scanSignatures, type SignatureFile } from '../../src/signatures/index.js';
import type { Finding } from '../../src/model/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const { files: RULES, flows } = await loadSignatures(
  fileURLToPath(new URL('../../signatures', import.meta.url)),
);
const EXCEPTING = RULES.filter(({ applies }) => applies.exceptPackages.length > 0);

type Example = SignatureFile['examples']['bad'][number];

function textOf(content: Example['files'][string]): string {
  return typeof content === 'string' ? content : content.repeat.repeat(content.times);
}

/** Findings of a rule, or of one that explains its hits, in a bad example that is a package of a name. */
async function findingsIn(
  rule: SignatureFile,
  { files }: Example,
  name: string,
): Promise<readonly Finding[]> {
  const folder = `node_modules/${name}`;
  const contents = Object.entries(files).map(([path, content]) => [`${folder}/${path}`, textOf(content)]);
  const manifest = `${folder}/package.json`;
  const tree = memoryTree({
    [manifest]: JSON.stringify({ name, version: '1.0.0' }),
    ...Object.fromEntries(contents),
  });
  const signatures = { version: `trusted names ${rule.id}`, rules: RULES, flows: flowsOf(flows) };
  const { findings } = await scanSignatures({ tree, packages: [packageOf(name, '1.0.0')], signatures });
  return findings.filter((one) => one.rule === rule.id || rule.without.includes(one.rule));
}

const cases = EXCEPTING.flatMap((rule) => {
  const name = rule.applies.exceptPackages.find((one) => !one.includes('*'));
  return name === undefined ? [] : rule.examples.bad.map((example) => ({ id: rule.id, rule, example, name }));
});

it('most rules that except packages name some of them', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBeGreaterThan(20);
});

it.each(cases)(
  '$id: a bad example in the folder of $name is a finding of LOW, and no malware',
  async (one) => {
    const [finding, ...others] = await findingsIn(one.rule, one.example, one.name);
    const [plain] = await findingsIn(one.rule, one.example, 'nobody-knows-this');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'tamper',
      severity: 'low',
      evidence: { length: plain?.evidence.length },
    });
    expect(plain?.kind).not.toBe('tamper');
    expect(finding?.fingerprint).not.toBe(plain?.fingerprint);
  },
);
