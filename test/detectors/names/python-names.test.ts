import { describe, expect, it, test } from 'vitest';
import { names } from '../../../src/detectors/names/index.js';
import { NO_INVENTORY, type Package } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { findingOf, packageOf } from '../../support/model-builders.js';

function pythonPackage(name: string, version = '1.0'): Package {
  const folder = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  return packageOf(name, version, {
    id: `pypi:${folder}`,
    ecosystem: 'PyPI',
    locations: [{ path: name }, { path: folder }],
    evidence: [{ method: 'dist-info', path: `${folder}/METADATA`, detail: null }],
  });
}

async function detect(
  found: Package,
  files: Readonly<Record<string, string>> = {},
  before: Parameters<typeof names.detect>[0]['found'] = [],
) {
  const inventory = { ...NO_INVENTORY, packages: [found] };
  const signatures = { version: 'none', rules: [] };
  const { findings } = await names.detect({ tree: memoryTree(files), inventory, signatures, found: before });
  return findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

/** Names that were published to be mistaken for others, of 2017 to 2024, and slips of the same kinds. */
describe('names that imitate popular ones', () => {
  test.each([
    ['setup-tools', 'name-separator medium'],
    ['Setup_Tools', 'name-separator medium'],
    ['urlib3', 'name-letter medium'],
    ['colourama', 'name-letter medium'],
    ['reqeusts', 'name-letter medium'],
    ['requets', 'name-letter medium'],
    ['beautifulsup4', 'name-letter medium'],
    ['djanga', 'name-letter medium'],
    ['numpyy', 'name-letter medium'],
    ['tenserflow', 'name-letter medium'],
    ['crytography', 'name-letter medium'],
    ['python3-dateutil', 'name-affix low'],
    ['python-requests', 'name-affix low'],
    ['requests-py', 'name-affix low'],
    ['huggingface-cli', 'name-invented medium'],
  ])('%s: %s', async (name, expected) => {
    expect(await detect(pythonPackage(name))).toEqual([expected]);
  });

  it("with a home that is the other package's is high", async () => {
    const found = pythonPackage('reqeusts');
    const metadata = (line: string) => ({
      'reqeusts-1.0.dist-info/METADATA': `Name: reqeusts\n${line}\n\nHome-page: https://example.invalid/requests\n`,
    });
    expect(
      await detect(found, metadata('Project-URL: Source, https://example.invalid/psf/requests')),
    ).toEqual(['name-letter high']);
    expect(await detect(found, metadata('Home-page: https://example.invalid/psf/requests/'))).toEqual([
      'name-letter high',
    ]);
    expect(await detect(found, metadata('Home-page: https://example.invalid/psf/own'))).toEqual([
      'name-letter medium',
    ]);
  });

  it('with start-up code is high', async () => {
    const found = pythonPackage('reqeusts');
    expect(
      await detect(found, {}, [findingOf({ kind: 'hook', package: found.id, title: 'It starts' })]),
    ).toEqual(['name-letter high']);
  });
});

describe('popular packages whose names are near each other', () => {
  test.each(
    (
      'requests request pyjwt jwt mysqlclient pymysql psycopg psycopg2 psycopg2-binary python-dateutil dateutils dateparser urllib3 ' +
      'httpx httpx2 aiohttp pytest-mock pytest pandas-stubs numpy numba boto boto3 botocore redis python-redis-lock yarl attrs attr ' +
      'six dotenv python-dotenv pydantic pydantic-core tornado toml tomli tomlkit jinja2 markupsafe django djangorestframework flask ' +
      'flask-cors cffi pyyaml ruamel-yaml types-requests types-pyyaml mypy moto motor scikit-learn sklearn torch torchvision'
    ).split(' '),
  )('%s', async (name) => {
    expect(await detect(pythonPackage(name))).toEqual([]);
  });

  test.each(['Typing_Extensions', 'PyYAML', 'ruamel.yaml', 'Flask-Cors'])(
    '%s, as its author writes it',
    async (name) => {
      expect(await detect(pythonPackage(name))).toEqual([]);
    },
  );
});
