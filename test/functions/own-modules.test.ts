import { describe, expect, it } from 'vitest';
import { joinFunction, type JoinableArtifact } from '../../src/functions/index.js';
import type { Package, ServerlessFunction } from '../../src/model/index.js';
import { artifactOf, functionOf, packageOf } from '../support/model-builders.js';

function wheel(name: string, site: string, modules: readonly string[] = [name]): Package {
  const at = (path: string): string => (site === '' ? path : `${site}/${path}`);
  const paths = [...modules, `${name}-1.0.dist-info`].map(at);
  return packageOf(name, '1.0', {
    id: `pypi:${paths.at(-1)}`,
    ecosystem: 'PyPI',
    locations: paths.map((path) => ({ path })),
  });
}

function join(
  code: Partial<JoinableArtifact>,
  layers: readonly Partial<JoinableArtifact>[] = [],
  fields: Partial<ServerlessFunction> = {},
) {
  const artifacts = [
    artifactOf('fn', { handlerFiles: new Set(['app.py']), ...code }),
    ...layers.map((layer, at) => artifactOf(`l${at}`, { kind: 'layer', handlerFiles: new Set(), ...layer })),
  ];
  const mounts = artifacts.map(({ id, kind }) => ({
    artifact: id,
    path: kind === 'layer' ? '/opt' : '/var/task',
  }));
  const fn = functionOf('f', { mounts, runtime: 'python3.12', handler: 'app.handler', ...fields });
  return joinFunction(fn, new Map(artifacts.map((each) => [each.id, each])), { problems: [] });
}

const imports = (...names: readonly string[]): Pick<JoinableArtifact, 'unresolvedImports'> => ({
  unresolvedImports: names.map((name) => ({ name, ecosystem: 'PyPI', by: 'application' })),
});

function messagesOf({ problems }: ReturnType<typeof join>): string[] {
  return problems.map(({ message }) => message);
}

describe('a function in Python', () => {
  it('has the SDK of its runtime, under the names of its packages', () => {
    const { runtimePackages } = join(imports('boto3', 'dateutil'));
    expect(runtimePackages.map(({ purl }) => purl)).toEqual(['pkg:pypi/boto3', 'pkg:pypi/python-dateutil']);
  });

  it.each([
    ['a package of a layer', { packages: [wheel('PyYAML', 'python', ['yaml'])] }, []],
    [
      'a package for its release',
      { packages: [wheel('PyYAML', 'python/lib/python3.12/site-packages', ['yaml'])] },
      [],
    ],
    ['a module of the user in a layer', { handlerFiles: new Set(['python/yaml.py']) }, []],
    ['a module where nothing searches', { handlerFiles: new Set(['lib/yaml.py']) }, ['yaml']],
    ['nothing', {}, ['yaml']],
  ])('finds an import in %s', (_what, layer, missing) => {
    const messages = messagesOf(join(imports('yaml'), [layer]));
    expect(messages).toEqual(
      missing.map((name) => `Imports packages that neither the function nor its layers hold: ${name}.`),
    );
  });

  it('an import of Python is no package of npm', () => {
    const npm = packageOf('six', '1.0.0', { locations: [{ path: 'node_modules/six' }] });
    expect(
      messagesOf(join({ ...imports('yaml'), packages: [npm, packageOf('yaml', '1.0.0')] })),
    ).toHaveLength(1);
  });

  it('loads its own copy, and no other one for the packages of the layer', () => {
    const needed = wheel('six', 'python');
    const parent = { ...wheel('dateutil', 'python'), dependencies: [needed.id] };
    const { packages } = join({ packages: [wheel('six', '')] }, [{ packages: [needed, parent] }]);
    expect(packages.filter(({ shadowedBy }) => shadowedBy !== null)).toMatchObject([
      { artifact: 'l0', id: 'pypi:python/six-1.0.dist-info', shadowedBy: 'fn#pypi:six-1.0.dist-info' },
    ]);
  });

  it.each([
    ['app.handler', []],
    ['nope.handler', ['The handler nope.handler names no script']],
    ['datadog_lambda.handler.handler', []],
  ])('has its handler %s', (handler, expected) => {
    const layer = { packages: [wheel('datadog_lambda', 'python/lib/python3.12/site-packages')] };
    const messages = messagesOf(join({}, [layer], { handler, platform: 'aws-lambda' }));
    expect(messages).toEqual(expected.map((start) => expect.stringContaining(start) as string));
  });
});
