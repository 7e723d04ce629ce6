import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { detect } from '../../../src/detectors/index.js';
import { type SignatureSet } from '../../../src/signatures/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { completeSet, loadSignatures, signatureSet } from '../../../src/signatures/index.js';
import { BUNDLED_CODE } from '../../support/campaigns/bundled-code.js';
import { INSTALL_SCRIPTS } from '../../support/campaigns/install-scripts.js';
import { MANIFEST_TRICKS } from '../../support/campaigns/manifest-tricks.js';
import type { Recreation } from '../../support/campaigns/recreation.js';
import { RUN_TIME_CODE } from '../../support/campaigns/run-time-code.js';
import { memoryTree } from '../../support/memory-tree.js';

/** Made by scripts/build-webpack-bundles.mjs. */
const WEBPACK = new URL('../../../fixtures/detectors/signature/webpack/', import.meta.url);
const ALL: readonly Recreation[] = [...INSTALL_SCRIPTS, ...MANIFEST_TRICKS, ...RUN_TIME_CODE];
const { files, campaigns } = await loadSignatures(
  fileURLToPath(new URL('../../../signatures', import.meta.url)),
);
const EVERYTHING = completeSet({ files, campaigns });
/** Rules without any table: they find what they would find of a campaign that is not described yet. */
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

describe('the same in an unknown package', () => {
  const shaped = ALL.filter(({ shape }) => shape.length > 0);
  it.each(shaped.map((one) => [`${one.campaign}: ${one.name}`, one] as const))('%s', async (_, one) => {
    const found = await alarms(one, { name: 'unknown-package', version: '1.0.0' }, RULES_ONLY);
    expect(one.shape.filter((rule) => found.includes(rule))).not.toEqual([]);
  });
});

describe('its code melted into a minified bundle', () => {
  async function found(text: string): Promise<string[]> {
    const tree = memoryTree({ 'index.js': text });
    const { findings } = await detect({ tree, inventory: NO_INVENTORY, signatures: RULES_ONLY });
    return findings
      .filter(({ severity }) => severity === 'high' || severity === 'critical')
      .map(({ rule }) => rule);
  }
  const rows = BUNDLED_CODE.map((one) => [one.campaign, one] as const);

  it.each(rows)('by esbuild: %s', async (_, { main, files: own, shape }) => {
    const module = `(exports, module, require) => {${own[main]}}`;
    const text = `var modules = [${module}];\nexports.handler = () => modules[0]({}, {}, require);`;
    const { code } = await transform(text, { minify: true, platform: 'node' });
    expect((await found(code)).filter((rule) => shape.includes(rule))).not.toEqual([]);
  });

  it.each(rows)('by webpack: %s', async (campaign, { shape }) => {
    const text = readFileSync(new URL(`${campaign}.js`, WEBPACK), 'utf8');
    expect((await found(text)).filter((rule) => shape.includes(rule))).not.toEqual([]);
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
