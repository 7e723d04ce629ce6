import { expect, it } from 'vitest';
import { locateJars } from '../../../src/extractors/maven/locate-jars.js';
import { readPlaces } from '../../../src/extractors/maven/read-places.js';
import { mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

it('reads the metadata of each jar', async () => {
  const tree = memoryTree(
    openedJar('lib/a-1.jar', {
      ...mavenFiles('g:a', '1'),
      'META-INF/maven/g/a/pom.xml': '<project/>',
      'META-INF/maven/g/broken/pom.properties': 'nothing',
      'META-INF/MANIFEST.MF': 'Implementation-Title: a\n',
    }),
  );
  const { places, problems } = await readPlaces(tree, locateJars(tree));
  expect(problems).toEqual([]);
  expect(places).toMatchObject([{ path: 'lib/a-1.jar', name: { artifact: 'a', version: '1' } }]);
  expect(places[0]?.facts.properties.map(({ says }) => says)).toEqual([
    { group: 'g', artifact: 'a', version: '1' },
  ]);
  expect(places[0]?.facts.manifest.get('implementation-title')).toBe('a');
  expect([...(places[0]?.pomsByFolder.keys() ?? [])]).toEqual(['lib/a-1.jar!/META-INF/maven/g/a']);
});
