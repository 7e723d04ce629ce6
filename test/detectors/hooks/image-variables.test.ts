import { expect, test } from 'vitest';
import { hooks } from '../../../src/detectors/hooks/index.js';
import { NO_INVENTORY, type EnvironmentHook } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const IMAGE = {
  entrypoint: [],
  command: [],
  healthCheck: [],
  workingDirectory: null,
  architecture: null,
  environment: [],
};

test.each([
  ['LD_PRELOAD', 'function', 'high'],
  ['NODE_OPTIONS', 'elsewhere', 'medium'],
  ['NODE_OPTIONS', 'function', 'low'],
] as const)('an image whose ENV sets %s to code of %s', async (name, code, severity) => {
  const environmentHooks: EnvironmentHook[] = [{ name, code, vendor: null }];
  const { findings } = await hooks.detect({
    tree: memoryTree({}),
    inventory: { ...NO_INVENTORY, image: { ...IMAGE, environmentHooks } },
    signatures: { version: 'none', rules: [] },
    kind: 'image',
    found: [],
  });
  expect(findings).toMatchObject([{ kind: 'hook', rule: 'environment-hook', severity, locations: [] }]);
});
