import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { scan, type Report, type ScanOptions } from '../src/index.js';
import { zipOfFiles } from './support/sample-functions.js';
import { temporaryFolder } from './support/temporary-folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function writeZip(name: string, files: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, name), zipOfFiles(files));
}

function report(targets: readonly string[], options: Partial<ScanOptions> = {}): Promise<Report> {
  return scan({ targets, cwd: folder, now: new Date('2026-05-05T00:00:00Z'), ...options }).report;
}

/** One folder of code with a list of requirements, for a function of each runtime. */
async function requiredFor(...runtimes: readonly (readonly [runtime: string, architecture?: string])[]) {
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'code', 'app.py'), 'def handler(event, context):\n    return 1\n');
  const lines = [
    'a==1.0',
    'two; python_version < "3.0"',
    'old==1.0; python_version < "3.9"',
    'on-2==1.0; sys_platform == "linux2"',
    'arm==1.0; platform_machine == "aarch64"',
    'elsewhere; sys_platform == "win32"',
  ];
  writeFileSync(join(folder, 'code', 'requirements.txt'), lines.join('\n'));
  const resources = runtimes.map(([runtime, architecture], at) => ({
    [`F${at}`]: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        CodeUri: 'code',
        Handler: 'app.handler',
        Runtime: runtime,
        ...(architecture && { Architectures: [architecture] }),
      },
    },
  }));
  const template = {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: Object.assign({}, ...resources) as unknown,
  };
  writeFileSync(join(folder, 'template.yaml'), JSON.stringify(template));
  const { artifacts } = await report(['template.yaml'], { cache: join(folder, 'cache') });
  expect(artifacts).toHaveLength(1);
  const problems = artifacts.flatMap((artifact) => artifact.problems);
  const packages = artifacts.flatMap((artifact) => artifact.packages);
  const isOpen = problems.some(({ message }) => message.startsWith('Declares packages'));
  return [packages.map(({ name }) => name).join(' '), isOpen];
}

it.each<[what: string, runtimes: [string, string?][], names: string, isOpen: boolean]>([
  ['a Python', [['python3.12', 'x86_64']], 'a', false],
  ['an old one', [['python3.8', 'arm64']], 'a old arm', false],
  ['Python 2', [['python2.7', 'x86_64']], 'a two old on-2', true],
  ['an unknown processor', [['python3.12']], 'a arm', false],
  [
    'several that differ',
    [
      ['python3.12', 'x86_64'],
      ['python3.8', 'x86_64'],
    ],
    'a two old arm',
    true,
  ],
  [
    'several processors',
    [
      ['python3.12', 'x86_64'],
      ['python3.12', 'arm64'],
    ],
    'a arm',
    false,
  ],
  [
    'another language too',
    [
      ['python3.12', 'arm64'],
      ['nodejs22.x', 'arm64'],
    ],
    'a two old arm',
    true,
  ],
])('a requirement whose condition is false for %s is not listed', async (...[, runtimes, names, isOpen]) =>
  expect(await requiredFor(...runtimes)).toEqual([names, isOpen]),
);

it('reads stored results of the same Python alone', async () => {
  expect(await requiredFor(['python3.12', 'x86_64'])).toEqual(['a', false]);
  rmSync(join(folder, 'code'), { recursive: true });
  expect(await requiredFor(['python3.8', 'x86_64'])).toEqual(['a old', false]);
});

it.each([
  [
    'Python',
    { 'app.py': 'import a\ndef handler(event, context):\n    return a\n', 'requirements.txt': 'a\n' },
    {
      'python/a.py': '',
      'python/a-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: a\nVersion: 1.0\n',
      'python/a-1.0.dist-info/RECORD': 'a.py,,\na-1.0.dist-info/METADATA,,\n',
    },
    'python3.12',
  ],
  [
    'JavaScript',
    {
      'app.js': "exports.handler = async () => require('a');",
      'package.json': '{ "dependencies": { "a": "^1.0.0" } }',
    },
    {
      'nodejs/node_modules/a/package.json': '{ "name": "a", "version": "1.0.0" }',
      'nodejs/node_modules/a/index.js': '1;',
    },
    'nodejs22.x',
  ],
])(
  'a package that only a list of %s names is no gap where a layer has it',
  async (...[, code, layer, runtime]) => {
    writeZip('code.zip', code);
    writeZip('layer.zip', layer);
    const template = (layers: readonly object[]) => ({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Layer: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: 'layer.zip' } },
        Fn: {
          Type: 'AWS::Serverless::Function',
          Properties: { CodeUri: 'code.zip', Handler: 'app.handler', Runtime: runtime, Layers: layers },
        },
      },
    });
    writeFileSync(join(folder, 'with.yaml'), JSON.stringify(template([{ Ref: 'Layer' }])));
    writeFileSync(join(folder, 'without.yaml'), JSON.stringify(template([])));
    expect((await report(['with.yaml'])).summary.reasons).toEqual([]);
    const { reasons } = (await report(['without.yaml'])).summary;
    expect(reasons.join()).toContain('Declares packages (1)');
  },
);
