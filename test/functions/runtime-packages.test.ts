import { expect, it } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import type { ServerlessFunction } from '../../src/model/index.js';
import { artifactOf, functionOf, packageOf } from '../support/model-builders.js';

function join(
  unresolvedImports: readonly string[],
  fields: Partial<ServerlessFunction>,
  layerPackages: readonly string[] = [],
) {
  const code = artifactOf('fn', {
    unresolvedImports: unresolvedImports.map((name) => ({ name, by: 'application' })),
  });
  const layer = artifactOf('layer', {
    kind: 'layer',
    packages: layerPackages.map((name) =>
      packageOf(name, '1.0.0', { locations: [{ path: `nodejs/node_modules/${name}` }] }),
    ),
  });
  const mounts = [
    { artifact: 'fn', path: '/var/task' },
    { artifact: 'layer', path: '/opt' },
  ];
  const artifacts = new Map([code, layer].map((artifact) => [artifact.id, artifact]));
  const { runtimePackages, problems } = joinFunction(functionOf('f', { mounts, ...fields }), artifacts, {
    problems: [],
  });
  return {
    provided: runtimePackages.map(({ name }) => name),
    problems: problems.map(({ message }) => message),
  };
}

const SDK = ['@aws-sdk/client-s3', 'aws-sdk', 'left-pad'];

it.each([
  ['nodejs22.x', ['@aws-sdk/client-s3']],
  ['nodejs16.x', ['aws-sdk']],
  ['python3.12', []],
  [null, ['@aws-sdk/client-s3']],
])('on %s the runtime provides %j', (runtime, provided) => {
  expect(join(SDK, { runtime }).provided).toEqual(provided);
});

it('lists the imports that nothing provides', () => {
  expect(join(SDK, { runtime: 'nodejs22.x' }).problems).toEqual([
    'Imports packages that neither the function nor its layers hold: aws-sdk, left-pad.',
  ]);
});

it('nothing is provided outside Lambda', () => {
  expect(join(SDK, { platform: 'vercel', runtime: 'nodejs22.x' }).provided).toEqual([]);
});

it("a layer's package is no runtime row", () => {
  expect(join(['@aws-sdk/client-s3'], { runtime: 'nodejs22.x' }, ['@aws-sdk/client-s3'])).toEqual({
    provided: [],
    problems: [],
  });
});
