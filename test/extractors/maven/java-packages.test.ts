import { expect, it } from 'vitest';
import { isLibrary, packagesIn, rootPathOf } from '../../../src/extractors/maven/java-packages.js';
import { locateJars } from '../../../src/extractors/maven/locate-jars.js';
import { readPlaces } from '../../../src/extractors/maven/read-places.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

it('tells jars of one package from programs that hold some', async () => {
  const tree = memoryTree({
    ...mavenFiles('g:root', '1'),
    ...openedJar('app.jar', { 'BOOT-INF/x': '', ...mavenFiles('g:app', '1') }),
    ...openedJar('app.jar!/BOOT-INF/lib/a-1.jar', mavenFiles('g:a', '1')),
  });
  const { places } = await readPlaces(tree, locateJars(tree));
  const found = places.flatMap((place) =>
    packagesIn(place).map((each) => [each.name, each.isHeld, isLibrary(place), rootPathOf(each)]),
  );
  expect(found).toEqual([
    ['g:root', true, false, ''],
    ['g:app', true, false, 'app.jar'],
    ['g:a', false, true, 'app.jar'],
  ]);
});
