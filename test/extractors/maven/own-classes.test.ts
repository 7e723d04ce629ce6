import { expect, it } from 'vitest';
import { locateJars } from '../../../src/extractors/maven/locate-jars.js';
import { ownClasses } from '../../../src/extractors/maven/own-classes.js';
import { readPlaces } from '../../../src/extractors/maven/read-places.js';
import { CLASS, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

it('takes classes outside of libraries for the own ones', async () => {
  const tree = memoryTree({
    'com/acme/A.class': CLASS,
    'org/apache/B.class': CLASS,
    ...openedJar('app.war', { 'WEB-INF/classes/com/acme/C.class': CLASS }),
    ...openedJar('lib/x-1.jar', { 'com/acme/D.class': CLASS }),
  });
  const { places } = await readPlaces(tree, locateJars(tree));
  expect([...ownClasses(places, new Map())]).toEqual([
    'com/acme/A.class',
    'app.war!/WEB-INF/classes/com/acme/C.class',
  ]);
});
