import { expect, it } from 'vitest';
import { extractJava } from '../../../src/extractors/maven/extract-java.js';
import { memoryTree } from '../../support/memory-tree.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';

it('needs no store of classes', async () => {
  const { packages, problems } = await extractJava(
    memoryTree(openedJar('lib/a-1.jar', mavenFiles('g:a', '1'))),
    {},
  );
  expect([packages.map(({ purl }) => purl), problems]).toEqual([['pkg:maven/g/a@1'], []]);
});
