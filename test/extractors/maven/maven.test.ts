import { describe, expect, it, vi } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { maven } from '../../../src/extractors/maven/index.js';
import { buildJar, CLASS, mavenFiles, openedJar, pomProperties } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';
import { unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip } from '../../support/zip-builder.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/maven/extract-java.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

async function inventoryOf(files: Readonly<Record<string, string | Uint8Array>>) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

const YAML = { ...mavenFiles('org.yaml:snakeyaml', '1.33'), 'org/yaml/snakeyaml/Yaml.class': CLASS };

it('is loaded where Java is, and for no file of an npm package', async () => {
  await inventoryOf({ 'index.js': '1', 'node_modules/a/package.json': '{}', 'node_modules/a/x.jar': 'PK' });
  expect(loaded.readers).toBe(0);
  await inventoryOf(openedJar('lib/snakeyaml-1.33.jar', YAML));
  expect(loaded.readers).toBe(1);
});

it('finds the package of a jar, whose classes are then explained', async () => {
  const own = { 'com/acme/Handler.class': CLASS };
  const { packages, coverage, problems, roots } = await inventoryOf({
    ...own,
    ...openedJar('lib/snakeyaml-1.33.jar', YAML),
  });
  expect(packages).toMatchObject([
    {
      purl: 'pkg:maven/org.yaml/snakeyaml@1.33',
      name: 'org.yaml:snakeyaml',
      presence: 'installed',
      locations: [{ path: 'lib/snakeyaml-1.33.jar' }],
    },
  ]);
  expect(coverage).toMatchObject({ installed: 8, firstParty: 8, unattributed: 0 });
  expect(problems).toEqual([]);
  expect(roots).toMatchObject([{ id: 'maven:', path: '' }]);
});

it.each(['lib/', 'java/lib/', 'BOOT-INF/lib/', 'WEB-INF/lib/', 'app.jar!/BOOT-INF/lib/'])(
  'finds jars in %s',
  async (folder) => {
    const { packages } = await inventoryOf(openedJar(`${folder}snakeyaml-1.33.jar`, YAML));
    expect(packages).toMatchObject([{ name: 'org.yaml:snakeyaml', version: '1.33', presence: 'installed' }]);
  },
);

it('names what a jar holds beside its own package', async () => {
  const { packages } = await inventoryOf(
    openedJar('lib/acme-1.0.jar', {
      ...mavenFiles('com.acme:acme', '1.0'),
      ...mavenFiles('org.yaml:snakeyaml', '1.30'),
      'com/acme/A.class': CLASS,
    }),
  );
  expect(packages).toMatchObject([
    { name: 'com.acme:acme', presence: 'installed', vendoredIn: null },
    {
      name: 'org.yaml:snakeyaml',
      version: '1.30',
      presence: 'vendored',
      vendoredIn: 'maven:lib/acme-1.0.jar#com.acme:acme',
    },
  ]);
});

it('names all packages of a jar with everything in it, and leaves unknown classes unattributed', async () => {
  const { packages, coverage } = await inventoryOf({
    ...mavenFiles('com.acme:app', '1.0'),
    'META-INF/maven/com.acme/app/pom.xml':
      '<project><dependencies><dependency><groupId>org.yaml</groupId><artifactId>snakeyaml</artifactId></dependency></dependencies></project>',
    'com/acme/App.class': CLASS,
    'org/apache/secret/X.class': CLASS,
    ...YAML,
  });
  expect(packages).toMatchObject([
    { name: 'com.acme:app', presence: 'bundled', origin: 'private', direct: null },
    { name: 'org.yaml:snakeyaml', presence: 'vendored', direct: true },
  ]);
  expect(coverage).toMatchObject({ installed: 8, firstParty: 8, unattributed: 8 });
});

describe('what cannot be known', () => {
  it('is a problem for jars that say nothing', async () => {
    const { problems, packages } = await inventoryOf(
      openedJar('lib/x.jar', { 'a/A.class': CLASS, 'b/B.class': CLASS }),
    );
    expect(packages).toEqual([]);
    expect(problems).toMatchObject([{ code: 'unresolved', path: 'lib/x.jar', affectsCompleteness: true }]);
  });

  it('is a problem for metadata that is too large', async () => {
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, '#');
    const { problems } = await inventoryOf(
      openedJar('lib/x.jar', {
        'META-INF/maven/a/b/pom.properties': large,
        'a/A.class': CLASS,
        'b/B.class': CLASS,
      }),
    );
    expect(problems).toMatchObject([
      { code: 'too-large', path: 'lib/x.jar!/META-INF/maven/a/b/pom.properties', affectsCompleteness: true },
      { code: 'unresolved', path: 'lib/x.jar' },
    ]);
  });
});

describe('hostile names', () => {
  it.each(['__proto__:constructor', 'a\u0007b:c', '<b>x</b>:y', `${'g'.repeat(5000)}:a`, 'g:a;rm'])(
    '%j',
    async (name) => {
      const [group, artifact] = name.split(':');
      const properties = `groupId=${group}\nartifactId=${artifact}\nversion=1.0\n`;
      const { packages } = await inventoryOf(
        openedJar('lib/x.jar', { 'META-INF/maven/g/a/pom.properties': properties, 'g/A.class': CLASS }),
      );
      expect(packages).toMatchObject([{ name, version: '1.0' }]);
      expect(packages[0]?.confidence).toBe(/^[\w.-]+:[\w.-]+$/.test(name) ? 'high' : 'low');
    },
  );

  it('takes no version that is none', async () => {
    const { packages } = await inventoryOf(
      openedJar('lib/a.jar', { 'META-INF/maven/g/a/pom.properties': pomProperties('g:a', '${revision}') }),
    );
    expect(packages).toMatchObject([{ versionState: 'unknown', version: null, purl: 'pkg:maven/g/a' }]);
  });
});

describe('archives', () => {
  it('opens jars in jars down to the limit', async () => {
    let jar = buildJar(YAML);
    for (const name of ['d', 'c', 'b', 'a']) jar = buildJar({ [`BOOT-INF/lib/${name}.jar`]: jar });
    const unpacked = await unpackBytes(buildZip([{ name: 'lib/x.jar', content: jar }]), 'function.zip');
    const { packages, problems } = await takeInventory(unpacked);
    expect(packages).toEqual([]);
    expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
  });

  it('reports a jar that is a bomb', async () => {
    const bomb = buildJar({ 'com/acme/A.class': Buffer.alloc(5 * 1024 * 1024) });
    const unpacked = await unpackBytes(buildZip([{ name: 'lib/x-1.0.jar', content: bomb }]), 'function.zip');
    const { problems } = await takeInventory(unpacked);
    expect(problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toMatchObject([
      { code: 'too-large', path: 'lib/x-1.0.jar!/com/acme/A.class' },
    ]);
  });

  it('reports entries that share their bytes', async () => {
    const content = buildZip([
      { name: 'META-INF/maven/g/a/pom.properties', content: pomProperties('g:a', '1.0') },
      { name: 'g/A.class', content: CLASS, sharesWith: 0 },
    ]);
    const unpacked = await unpackBytes(buildZip([{ name: 'lib/a-1.0.jar', content }]), 'function.zip');
    const { problems, packages } = await takeInventory(unpacked);
    expect(packages).toMatchObject([{ name: 'g:a', version: '1.0' }]);
    expect(problems.some(({ affectsCompleteness }) => affectsCompleteness)).toBe(true);
  });

  it('reports a jar that is none', async () => {
    const unpacked = await unpackBytes(
      buildZip([{ name: 'lib/a-1.0.jar', content: 'no zip' }]),
      'function.zip',
    );
    const { problems } = await takeInventory(unpacked);
    expect(problems).toMatchObject([{ path: 'lib/a-1.0.jar', affectsCompleteness: true }]);
  });
});

it('looks at names alone', () => {
  const recognises = (path: string) => maven.recognises(memoryTree({ [path]: '' }), { isImage: false });
  expect(
    ['a.jar', 'x/A.class', 'WEB-INF/x.war', 'META-INF/maven/g/a/pom.properties'].map(recognises),
  ).toEqual(Array(4).fill(true));
  expect(
    ['a.js', 'node_modules/a/b.jar', 'node_modules/a/pom.xml', '.yarn/cache/a.zip!/x.class'].map(recognises),
  ).toEqual(Array(4).fill(false));
});
