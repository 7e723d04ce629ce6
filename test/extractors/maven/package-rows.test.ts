import { expect, it } from 'vitest';
import { packagesIn } from '../../../src/extractors/maven/java-packages.js';
import { locateJars } from '../../../src/extractors/maven/locate-jars.js';
import { javaRows } from '../../../src/extractors/maven/package-rows.js';
import { readPlaces } from '../../../src/extractors/maven/read-places.js';
import { CLASS, mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

async function rowsOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const tree = memoryTree(files);
  const { places } = await readPlaces(tree, locateJars(tree));
  return javaRows(places.flatMap((place) => packagesIn(place)));
}

it('lists candidates in their order', async () => {
  const manifest = 'Implementation-Version: 10.0\n';
  const { packages } = await rowsOf(
    openedJar('lib/okio-9.0.jar', { 'META-INF/MANIFEST.MF': manifest, 'okio/A.class': CLASS }),
  );
  expect(packages).toMatchObject([
    {
      versionState: 'set',
      version: null,
      candidates: ['9.0', '10.0'],
      confidence: 'low',
      purl: 'pkg:maven/com.squareup.okio/okio',
    },
  ]);
});

it('follows poms from jar to jar, and takes licences from them', async () => {
  const pom = (dependency: string) =>
    `<project><licenses><license><name>MIT</name></license></licenses><dependencies><dependency><groupId>g</groupId><artifactId>${dependency}</artifactId></dependency></dependencies></project>`;
  const { packages } = await rowsOf({
    ...openedJar('lib/a-1.jar', { ...mavenFiles('g:a', '1'), 'META-INF/maven/g/a/pom.xml': pom('b') }),
    ...openedJar('lib/b-1.jar', mavenFiles('g:b', '1')),
  });
  expect(packages.map(({ dependencies, licenses }) => [dependencies, licenses])).toEqual([
    [['maven:lib/b-1.jar#g:b'], ['MIT']],
    [[], []],
  ]);
});

it('gives each package of one place one row', async () => {
  const twice = {
    ...mavenFiles('g:b', '1'),
    'sub/META-INF/maven/g/b/pom.properties': 'groupId=g\nartifactId=b\nversion=2\n',
  };
  const { packages } = await rowsOf(openedJar('lib/a-1.jar', { ...mavenFiles('g:a', '1'), ...twice }));
  expect(packages.map(({ id }) => id)).toEqual(['maven:lib/a-1.jar#g:a', 'maven:lib/a-1.jar#g:b']);
});
