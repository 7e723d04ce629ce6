import { describe, expect, it } from 'vitest';
import { joinFunction, type JoinableArtifact } from '../../src/functions/index.js';
import type { Package } from '../../src/model/index.js';
import { artifactOf, functionOf, packageOf } from '../support/model-builders.js';

function layerPackage(name: string, version: string, fields: Partial<Package> = {}): Package {
  return packageOf(name, version, { locations: [{ path: `nodejs/node_modules/${name}` }], ...fields });
}

/** Shadows of a function with code `fn` and layers in order, as `artifact#name@version → artifact#name@version`. */
function shadowsOf(
  code: readonly Package[],
  layers: readonly (readonly Package[])[],
  runtime = 'nodejs22.x',
): string[] {
  const artifacts: JoinableArtifact[] = [
    artifactOf('fn', { packages: code }),
    ...layers.map((packages, index) => artifactOf(`l${index}`, { kind: 'layer', packages })),
  ];
  const mounts = artifacts.map(({ id, kind }) => ({
    artifact: id,
    path: kind === 'layer' ? '/opt' : '/var/task',
  }));
  const joined = joinFunction(
    functionOf('f', { mounts, runtime }),
    new Map(artifacts.map((a) => [a.id, a])),
    { problems: [] },
  );
  const names = new Map(
    artifacts.flatMap(({ id, packages }) =>
      packages.map((p) => [[id, p.id].join('#'), `${id}#${p.name}@${p.version}`] as const),
    ),
  );
  return joined.packages
    .filter(({ shadowedBy }) => shadowedBy !== null)
    .map(
      ({ artifact, id, shadowedBy }) => `${names.get(`${artifact}#${id}`)} → ${names.get(shadowedBy ?? '')}`,
    );
}

describe('packages that a function does not load', () => {
  it("the function's copy hides the layer's", () => {
    expect(shadowsOf([packageOf('minimist', '1.2.8')], [[layerPackage('minimist', '1.2.0')]])).toEqual([
      'l0#minimist@1.2.0 → fn#minimist@1.2.8',
    ]);
  });

  it('a package that only a list names hides none, and gives way to the one that a layer has', () => {
    const python = { ecosystem: 'PyPI' };
    const declared = packageOf('jinja2', '2.11.2', {
      ...python,
      presence: 'declared',
      locations: [{ path: 'requirements.txt' }],
    });
    const installed = packageOf('jinja2', '2.11.3', { ...python, locations: [{ path: 'python/jinja2' }] });
    expect(shadowsOf([declared], [[installed]], 'python3.12')).toEqual([
      'fn#jinja2@2.11.2 → l0#jinja2@2.11.3',
    ]);
    expect(shadowsOf([declared], [], 'python3.12')).toEqual([]);
  });

  it("a copy that the layer's own package needs is loaded by it all the same", () => {
    const needed = layerPackage('minimist', '1.2.0');
    const parent = layerPackage('mkdirp', '0.5.0', { dependencies: [needed.id] });
    expect(shadowsOf([packageOf('minimist', '1.2.8')], [[needed, parent]])).toEqual([]);
  });

  it('other code of the layer still loads a copy beside it', () => {
    const fn = artifactOf('fn', { packages: [packageOf('minimist', '1.2.8')] });
    const coverage = { ...fn.coverage, codeBytes: 1200, firstParty: 200 };
    const packages = [layerPackage('minimist', '1.2.0')];
    const layer = artifactOf('l0', { kind: 'layer', packages, coverage });
    const mounts = [
      { artifact: 'fn', path: '/var/task' },
      { artifact: 'l0', path: '/opt' },
    ];
    const artifacts = new Map([fn, layer].map((each) => [each.id, each]));
    const joined = joinFunction(functionOf('f', { mounts, runtime: 'nodejs22.x' }), artifacts, {
      problems: [],
    });
    expect(joined.packages.map(({ shadowedBy }) => shadowedBy)).toEqual([null, null]);
  });

  it('a chain in the layer that nothing loads any more is hidden as a whole', () => {
    const needed = layerPackage('minimist', '1.2.0');
    const parent = layerPackage('mkdirp', '0.5.0', { dependencies: [needed.id] });
    const own = [packageOf('minimist', '1.2.8'), packageOf('mkdirp', '3.0.0')];
    expect(shadowsOf(own, [[needed, parent]])).toHaveLength(2);
  });

  it('a nested copy in the function hides nothing', () => {
    const nested = packageOf('minimist', '1.2.8', {
      locations: [{ path: 'node_modules/a/node_modules/minimist' }],
    });
    expect(shadowsOf([nested], [[layerPackage('minimist', '1.2.0')]])).toEqual([]);
  });

  it('a later layer overwrites an earlier one', () => {
    expect(shadowsOf([], [[layerPackage('ms', '1.0.0')], [layerPackage('ms', '2.0.0')]])).toEqual([
      'l0#ms@1.0.0 → l1#ms@2.0.0',
    ]);
  });

  it("the folder of the runtime's own Node major comes first, another major's is not looked at", () => {
    const versioned = (major: number) =>
      packageOf('ms', '2.0.0', { locations: [{ path: `nodejs/node${major}/node_modules/ms` }] });
    expect(shadowsOf([], [[layerPackage('ms', '1.0.0'), versioned(22)]])).toEqual([
      'l0#ms@1.0.0 → l0#ms@2.0.0',
    ]);
    expect(shadowsOf([], [[layerPackage('ms', '1.0.0'), versioned(18)]])).toEqual([]);
  });

  it('two packages of the same name in different ecosystems do not hide each other', () => {
    const other = layerPackage('six', '1.0.0', { ecosystem: 'PyPI' });
    expect(shadowsOf([packageOf('six', '0.1.0')], [[other]])).toEqual([]);
  });
});
