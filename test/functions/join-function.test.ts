import { expect, it } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import { artifactOf, findingOf, functionOf, packageOf } from '../support/model-builders.js';

it('refers to the findings of a shared artifact once, with fingerprints of its own', () => {
  const lodash = packageOf('lodash', '4.17.20');
  const shared = artifactOf('layer', { packages: [lodash], findings: [findingOf({ package: lodash.id })] });
  const mounts = [
    { artifact: 'layer', path: '/opt' },
    { artifact: 'layer', path: '/opt' },
  ];
  const [a, b] = ['a', 'b'].map((name) =>
    joinFunction(functionOf(name, { mounts }), new Map([['layer', shared]]), []),
  );
  expect(a?.findings).toEqual([
    {
      artifact: 'layer',
      id: 'GHSA-0000-0000-0000#npm:node_modules/lodash',
      fingerprint: 'advisory/GHSA-0000-0000-0000/npm%3Alodash/target%23a',
    },
  ]);
  expect(b?.findings[0]?.fingerprint).not.toBe(a?.findings[0]?.fingerprint);
});

it("an upgrade does not change a finding's fingerprint", () => {
  const fingerprints = ['4.17.19', '4.17.20'].map((version) => {
    const lodash = packageOf('lodash', version);
    const code = artifactOf(`v${version}`, {
      packages: [lodash],
      findings: [findingOf({ package: lodash.id })],
    });
    const fn = functionOf('f', { mounts: [{ artifact: code.id, path: '/var/task' }] });
    return joinFunction(fn, new Map([[code.id, code]]), []).findings[0]?.fingerprint;
  });
  expect(fingerprints[0]).toBe(fingerprints[1]);
});
