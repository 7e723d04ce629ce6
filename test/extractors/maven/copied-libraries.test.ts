import { expect, it } from 'vitest';
import { extractJava } from '../../../src/extractors/maven/extract-java.js';
import { classFingerprint } from '../../../src/release-files/class-fingerprint.js';
import { composeClassStore, openClassStore } from '../../../src/release-files/class-store.js';
import { buildClass } from '../../support/java-class.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';
import { withLimit } from '../../support/lowered-limit.js';
import { memoryTree } from '../../support/memory-tree.js';

const NAMES = ['A', 'B', 'C', 'D'];

function classesIn(folder: string, text: string): Record<string, Buffer> {
  return Object.fromEntries(
    NAMES.map((name) => [
      `${folder}/${name}.class`,
      buildClass({
        name: `${folder}/${name}`,
        calls: [`${folder}/A`],
        texts: [name === 'A' ? text : 'same'],
      }),
    ]),
  );
}

function hashesOf(text: string): string[] {
  return Object.values(classesIn('org/lib', text)).flatMap((bytes) => classFingerprint(bytes)?.hash ?? []);
}

const store = openClassStore(
  composeClassStore([
    {
      name: 'org.lib:lib',
      published: ['1.0', '1.1'],
      releases: [
        { version: '1.0', hashes: hashesOf('one') },
        { version: '1.1', hashes: hashesOf('two') },
      ],
    },
  ]),
);

async function found(files: Readonly<Record<string, string | Uint8Array>>) {
  const { packages, problems } = await extractJava(memoryTree(files), {
    classes: () => Promise.resolve(store),
  });
  return { packages, problems };
}

it('names a library whose classes were moved, and its release', async () => {
  const { packages } = await found(classesIn('acme/inner', 'two'));
  expect(packages).toMatchObject([
    {
      name: 'org.lib:lib',
      version: '1.1',
      presence: 'vendored',
      vendoredIn: null,
      locations: [{ path: 'acme/inner' }],
      evidence: [{ method: 'fingerprint' }],
      confidence: 'medium',
    },
  ]);
});

it('lists the releases that it may be', async () => {
  const { packages } = await found(classesIn('acme/inner', 'three'));
  expect(packages).toMatchObject([{ versionState: 'set', candidates: ['1.0', '1.1'] }]);
});

it('looks into folders of a library that have the name of a copy', async () => {
  const jar = { ...mavenFiles('g:a', '1'), ...classesIn('g/shaded/lib', 'one'), 'g/A.class': 'x' };
  const { packages } = await found(openedJar('lib/a-1.jar', jar));
  expect(packages.map(({ name, vendoredIn }) => [name, vendoredIn])).toEqual([
    ['g:a', null],
    ['org.lib:lib', 'maven:lib/a-1.jar#g:a'],
  ]);
});

it('names no library that metadata names, nor one of two classes', async () => {
  const named = await found({ ...mavenFiles('org.lib:lib', '0.9'), ...classesIn('org/lib', 'one') });
  expect(named.packages).toMatchObject([{ version: '0.9' }]);
  const [[first, a], [second, b]] = Object.entries(classesIn('acme', 'one')) as [
    [string, Buffer],
    [string, Buffer],
  ];
  expect((await found({ [first]: a, [second]: b })).packages).toEqual([]);
});

it('is a problem where more classes are there than are compared', async () => {
  const { problems } = await withLimit('java-classes', 3, () => found(classesIn('acme/inner', 'two')));
  expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
});
