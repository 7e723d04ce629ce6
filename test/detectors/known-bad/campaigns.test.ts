import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { detect, type SignatureSet } from '../../../src/detectors/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { completeSet, loadSignatures, signatureSet } from '../../../src/signatures/index.js';
import { INSTALL_SCRIPTS } from '../../support/campaigns/install-scripts.js';
import { MANIFEST_TRICKS } from '../../support/campaigns/manifest-tricks.js';
import type { Recreation } from '../../support/campaigns/recreation.js';
import { RUN_TIME_CODE } from '../../support/campaigns/run-time-code.js';
import { memoryTree } from '../../support/memory-tree.js';

const ALL: readonly Recreation[] = [...INSTALL_SCRIPTS, ...MANIFEST_TRICKS, ...RUN_TIME_CODE];
const { files, campaigns } = await loadSignatures(
  fileURLToPath(new URL('../../../signatures', import.meta.url)),
);
const EVERYTHING = completeSet(files, campaigns);
/** Rules without any table: what would be found of a campaign that nobody has described yet. */
const RULES_ONLY = signatureSet(files);

/** Rules that are HIGH or above on a function that deploys the re-creation. */
async function alarms(
  { files: own, manifest = {}, application = {} }: Recreation,
  { name, version }: { readonly name: string; readonly version: string },
  signatures: SignatureSet,
): Promise<string[]> {
  const folder = `node_modules/${name}`;
  const tree = memoryTree({
    'package.json': JSON.stringify({ name: 'function', dependencies: { [name]: version } }),
    'index.js': `exports.handler = async () => require(${JSON.stringify(name)});\n`,
    ...application,
    [`${folder}/package.json`]: JSON.stringify({ name, version, ...manifest }),
    ...Object.fromEntries(Object.entries(own).map(([path, text]) => [`${folder}/${path}`, text])),
  });
  const { packages } = await npm.extract(tree);
  const { findings } = await detect({ tree, inventory: { ...NO_INVENTORY, packages }, signatures });
  return findings
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ rule }) => rule);
}

describe('a re-created campaign', () => {
  it.each(ALL.map((one) => [`${one.campaign}: ${one.name}@${one.version}`, one] as const))(
    '%s',
    async (_, one) => {
      const found = await alarms(one, one, EVERYTHING);
      const reasons = [
        `campaigns/${one.campaign}`,
        `campaign-files/${one.campaign}`,
        `campaign-files-2/${one.campaign}`,
      ];
      expect([...reasons, ...one.shape].filter((rule) => found.includes(rule))).not.toEqual([]);
    },
  );
});

describe('the same in a package that nobody has described', () => {
  const shaped = ALL.filter(({ shape }) => shape.length > 0);
  it.each(shaped.map((one) => [`${one.campaign}: ${one.name}`, one] as const))('%s', async (_, one) => {
    const found = await alarms(one, { name: 'unknown-package', version: '1.0.0' }, RULES_ONLY);
    expect(one.shape.filter((rule) => found.includes(rule))).not.toEqual([]);
  });
});

describe('its code melted into a minified bundle', () => {
  // Minifying takes away blanks: what was off screen is in sight.
  const code = RUN_TIME_CODE.flatMap((one) => {
    const main = Object.entries(one.files).find(
      ([path]) => /(?<!data)\.c?js$/.test(path) && path !== 'index.js',
    );
    const text = main?.[1] ?? one.files['index.js'] ?? '';
    return one.shape.some((rule) => rule.startsWith('code/') && rule !== 'code/off-screen')
      ? [[one.campaign, text, one.shape] as const]
      : [];
  });

  it.each(code)('%s', async (_, text, shape) => {
    const module = `(exports, module, require) => {${text}}`;
    const { code: bundle } = await transform(
      `var modules = [${module}];\nexports.handler = () => modules[0]({}, {}, require);`,
      {
        minify: true,
        platform: 'node',
      },
    );
    const tree = memoryTree({ 'index.js': bundle });
    const { findings } = await detect({ tree, inventory: NO_INVENTORY, signatures: RULES_ONLY });
    const found = findings.filter(({ severity }) => severity === 'high' || severity === 'critical');
    expect(found.map(({ rule }) => rule).filter((rule) => shape.includes(rule))).not.toEqual([]);
  });
});

it('covers at least 25 campaigns, three in four of them by their shape alone', () => {
  expect(new Set(ALL.map(({ campaign }) => campaign)).size).toBeGreaterThanOrEqual(25);
  expect(ALL.filter(({ shape }) => shape.length > 0).length / ALL.length).toBeGreaterThanOrEqual(0.75);
});

it('without the attack nothing is found', async () => {
  const honest: Recreation = {
    campaign: '',
    name: 'axios',
    version: '1.14.0',
    files: { 'lib/a.js': 'exports.a = 1;' },
    shape: [],
  };
  expect(await alarms(honest, honest, EVERYTHING)).toEqual([]);
});
