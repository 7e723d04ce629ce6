import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findPackage } from '../../src/sweep/index.js';
import { runSweep } from '../../src/sweep/run-sweep.js';
import { openAwsAccount } from '../support/aws-account.js';
import { useAwsServer } from '../support/aws-tests.js';
import { NO_MOTO } from '../support/moto-process.js';
import { installedWheel } from '../support/python-tree.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { useStores } from '../support/stores.js';
import { sweepOptions } from '../support/sweep-options.js';

vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const REGION = 'eu-central-1';

function wheel(site: string, name: string, version: string): Record<string, string> {
  const module = name.toLowerCase();
  return installedWheel(site, { name, version, files: { [`${module}/__init__.py`]: `NAME = '${name}'\n` } });
}

const HANDLER = 'def handler(event, context):\n    return 1\n';
const PYTHON = { Runtime: 'python3.12', Handler: 'app.handler' } as const;

describe.skipIf(NO_MOTO !== null)('a sweep over functions in Python', () => {
  const newStore = useStores('folder');
  let store = '';

  beforeAll(async () => {
    store = newStore();
    const account = await openAwsAccount(aws.server.url, REGION);
    const layer = await account.addLayer('python-shared', zipOfFiles(wheel('python', 'Jinja2', '2.11.2')));
    await account.addFunction(
      'py-own',
      zipOfFiles({ 'app.py': `import urllib3\n${HANDLER}`, ...wheel('', 'urllib3', '1.26.4') }),
      PYTHON,
    );
    const listed = {
      'app.py': `import jinja2\n${HANDLER}`,
      'requirements.txt': 'jinja2\nold==1; python_version < "3"\n',
    };
    await account.addFunction('py-layered', zipOfFiles(listed), { ...PYTHON, Layers: [layer] });
    await account.addFunction('py-bare', zipOfFiles(listed), PYTHON);
    const both = {
      'index.js': "exports.handler = () => require('lodash');",
      'node_modules/lodash/package.json': '{ "name": "lodash", "version": "4.17.11" }',
      'node_modules/lodash/lodash.js': '1;',
      'helper.py': 'import urllib3\n',
      ...wheel('', 'urllib3', '1.26.4'),
    };
    await account.addFunction('py-and-js', zipOfFiles(both));
  }, 120_000);

  test('packages of functions and layers are found and judged, whatever other languages are there', async () => {
    const scope = {
      organization: false,
      accounts: [],
      regions: [REGION],
      role: { name: 'audit', externalId: 'x' },
    };
    const report = await runSweep(sweepOptions(aws.server.url, store, { scope }));
    const found = report.new.filter(({ kind }) => kind === 'advisory');
    const packagesOf = (name: string) =>
      [
        ...new Set(
          found.filter((one) => one.function.endsWith(`:${name}`)).map(({ detail }) => detail.package),
        ),
      ].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
    expect(packagesOf('py-own')).toEqual(['pkg:pypi/urllib3@1.26.4']);
    expect(packagesOf('py-and-js')).toEqual(['pkg:npm/lodash@4.17.11', 'pkg:pypi/urllib3@1.26.4']);
    // What the layer has decides; without a layer the version is a question.
    expect(packagesOf('py-layered')).toEqual(['pkg:pypi/jinja2@2.11.2']);
    expect(packagesOf('py-bare')).toEqual(['pkg:pypi/jinja2']);
    const open = report.reasons.map(({ example }) => example.split(':')[6]);
    expect(new Set(open)).toEqual(new Set(['py-bare']));
  });

  test.each<[asked: string, certain: string[], possible: string[]]>([
    ['urllib3', ['py-and-js', 'py-own'], []],
    ['JINJA2', ['py-layered'], ['py-bare']],
    ['pkg:pypi/jinja2@2.11.2', ['py-layered'], ['py-bare']],
    ['jinja2@>=3', [], ['py-bare']],
    ['lodash', ['py-and-js'], []],
  ])('where %s', async (asked, certain, possible) => {
    const { now } = await findPackage(store, asked, undefined);
    const namesOf = (certainty: string) => [
      ...new Set(now.filter((one) => one.certainty === certainty).map(({ name }) => name)),
    ];
    expect(namesOf('certain').sort()).toEqual(certain);
    expect(namesOf('possible').filter((name) => !namesOf('certain').includes(name))).toEqual(
      expect.arrayContaining(possible),
    );
  });
});
