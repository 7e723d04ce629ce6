import { expect, it } from 'vitest';
import { declaredPackages } from '../../../src/extractors/maven/declared-packages.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

const POM = `<?xml version="1.0"?><project>
  <parent><groupId>com.acme</groupId><artifactId>parent</artifactId><version>1.0</version></parent>
  <artifactId>app</artifactId>
  <properties><two.version>\${other}</two.version><other>2.0</other><loop>\${loop}</loop></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>4.0</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>g</groupId><artifactId>one</artifactId><version>1.0</version></dependency>
    <dependency><groupId>g</groupId><artifactId>two</artifactId><version>\${two.version}</version></dependency>
    <dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>
    <dependency><groupId>g</groupId><artifactId>parents</artifactId></dependency>
    <dependency><groupId>g</groupId><artifactId>ranged</artifactId><version>[1,2)</version></dependency>
    <dependency><groupId>g</groupId><artifactId>looped</artifactId><version>\${loop}</version></dependency>
    <dependency><groupId>g</groupId><artifactId>test</artifactId><version>1.0</version><scope>test</scope></dependency>
    <dependency><groupId>g</groupId><artifactId>given</artifactId><version>1.0</version><scope>provided</scope></dependency>
    <dependency><groupId>com.acme</groupId><artifactId>sibling</artifactId><version>1.0</version></dependency>
  </dependencies>
</project>`;
const SIBLING = '<project><groupId>com.acme</groupId><artifactId>sibling</artifactId></project>';
const LOCK = 'g:locked:1.0=runtimeClasspath\nempty=\n';

function rowsOf(packages: readonly { name: string; version: string | null; presence: string }[]) {
  return packages.map(({ name, version, presence }) => [name, version, presence]);
}

it('lists what a pom.xml requires for the program, and says that the rest was not seen', async () => {
  const { packages, roots, problems } = await declaredPackages(
    memoryTree({ 'app/pom.xml': POM, 'sibling/pom.xml': SIBLING }),
  );
  expect(rowsOf(packages)).toEqual([
    ['g:one', '1.0', 'declared'],
    ['g:two', '2.0', 'declared'],
    ['g:managed', '4.0', 'declared'],
    ['g:parents', null, 'declared'],
    ['g:ranged', null, 'declared'],
    ['g:looped', null, 'declared'],
  ]);
  expect(roots).toMatchObject([{ path: 'app', name: 'com.acme:app', manager: 'maven' }]);
  expect(problems).toMatchObject([{ code: 'unresolved', path: 'app/pom.xml', affectsCompleteness: true }]);
});

it('lists what a lockfile of Gradle has', async () => {
  const { packages, roots, problems } = await declaredPackages(memoryTree({ 'gradle.lockfile': LOCK }));
  expect(rowsOf(packages)).toEqual([['g:locked', '1.0', 'declared']]);
  expect([roots, problems]).toMatchObject([[{ path: '', manager: 'gradle' }], []]);
});

it('is left out where jars say what was built', async () => {
  const tree = memoryTree({
    'pom.xml': POM,
    'gradle.lockfile': LOCK,
    ...openedJar('lib/one-1.0.jar', mavenFiles('g:one', '1.0')),
  });
  const { packages } = await takeInventory({ tree, problems: [], image: null });
  expect(rowsOf(packages)).toEqual([['g:one', '1.0', 'installed']]);
});

it.each([
  ['in a package of npm', 'node_modules/a/pom.xml'],
  ['in an archive', 'lib/one.jar!/pom.xml'],
  ['of a built package', 'META-INF/maven/g/one/pom.xml'],
])('no file %s is read', async (_, path) => {
  expect((await declaredPackages(memoryTree({ [path]: POM }))).packages).toEqual([]);
});

it.each([
  ['nested elements', '<project>'.repeat(100_000)],
  ['entities', `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]><project><dependencies>&a;`],
  ['an unclosed comment', '<!--'.repeat(100_000)],
])('a hostile pom.xml declares nothing: %s', async (_, text) => {
  expect((await declaredPackages(memoryTree({ 'pom.xml': text }))).packages).toEqual([]);
});
