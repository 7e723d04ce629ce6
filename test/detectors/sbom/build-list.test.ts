import { expect, it, test } from 'vitest';
import { isBuildList } from '../../../src/detectors/sbom/build-list.js';
import { sbom } from '../../../src/detectors/sbom/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

function listOf(...purls: readonly string[]): string {
  const components = purls.map((purl) => ({ type: 'library', purl, scope: 'required' }));
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components });
}

/** A Spring Boot program with its list, and one library. */
function program(list: string, library = mavenFiles('g:lib', '1.0')) {
  return {
    'META-INF/MANIFEST.MF': 'Sbom-Location: META-INF/sbom/application.cdx.json\n',
    'META-INF/sbom/application.cdx.json': list,
    ...mavenFiles('com.acme:app', '1.0'),
    ...openedJar('BOOT-INF/lib/lib-1.0.jar', library),
    ...openedJar(
      'BOOT-INF/lib/spring-boot-jarmode-tools-3.3.5.jar',
      mavenFiles('org.springframework.boot:spring-boot-jarmode-tools', '3.3.5'),
    ),
  };
}

async function rulesOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const tree = memoryTree(files);
  const inventory = await takeInventory({ tree, problems: [], image: null });
  const context = { tree, inventory, signatures: { version: '', rules: [] }, found: [] };
  const { findings, problems } = await sbom.detect(context);
  return [...findings.map(({ title }) => title), ...problems.map(({ path }) => `unread ${path}`)];
}

test.each([
  ['META-INF/sbom/application.cdx.json', true],
  ['lib/app.jar!/META-INF/sbom/application.cdx.json', true],
  ['x/META-INF/sbom/application.cdx.json', false],
  ['META-INF/sbom/bom.json', false],
])('%s is the list of a build: %s', (path, expected) => expect(isBuildList(path)).toBe(expected));

it('a list that fits, with a starter that is not packed, gives nothing', async () => {
  const list = listOf('pkg:maven/g/lib@1.0?type=jar', 'pkg:maven/g/starter@1.0?type=jar');
  expect(await rulesOf(program(list))).toEqual([]);
});

it.each([
  ['lacks a library', listOf(), 'g:lib 1.0 is there and not in the SBOM'],
  [
    'has another version of it',
    listOf('pkg:maven/g/lib@0.9?type=jar'),
    'g:lib 1.0 is there, the SBOM has 0.9',
  ],
  ['is none', '{', 'unread META-INF/sbom/application.cdx.json'],
])('a list that %s is told', async (_, list, told) => expect(await rulesOf(program(list))).toEqual([told]));

it('a list inside an archive is of that archive alone', async () => {
  const list = listOf('pkg:maven/g/lib@1.0');
  const inside = openedJar('app.jar', program(list));
  const beside = openedJar('lib/other-1.0.jar', mavenFiles('g:other', '1.0'));
  expect(await rulesOf({ ...inside, ...beside })).toEqual([]);
});
