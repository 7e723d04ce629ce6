import { expect, it } from 'vitest';
import {
  archiveOf,
  isJavaFile,
  locateJars,
  packageFolderOf,
} from '../../../src/extractors/maven/locate-jars.js';
import { CLASS, mavenFiles, openedJar } from '../../support/java-jar.js';
import { memoryTree } from '../../support/memory-tree.js';

it('lists archives with what they hold of Java', () => {
  const tree = memoryTree({
    'com/acme/A.class': CLASS,
    'node_modules/x/B.class': CLASS,
    ...openedJar('app.jar', {
      'BOOT-INF/classes/q/C.class': CLASS,
      'BOOT-INF/lib/inner.jar!/META-INF/MANIFEST.MF': '',
      'BOOT-INF/lib/inner.jar!/META-INF/versions/11/r/D.class': CLASS,
      'BOOT-INF/lib/inner.jar!/module-info.class': CLASS,
      ...mavenFiles('g:a', '1'),
    }),
    ...openedJar('data.zip', { 'a.txt': '' }),
  });
  const found = locateJars(tree).map(({ path, folders, isApplication, classes }) => [
    path,
    [...folders],
    isApplication,
    classes.length,
  ]);
  expect(found).toEqual([
    ['', ['com/acme'], false, 1],
    ['app.jar', ['q'], true, 1],
    ['app.jar!/BOOT-INF/lib/inner.jar', ['r'], false, 2],
  ]);
});

it('knows archives and folders of paths', () => {
  expect([archiveOf('a.jar!/b.jar!/c'), archiveOf('a')]).toEqual(['a.jar!/b.jar', '']);
  expect(packageFolderOf('a.war', 'a.war!/WEB-INF/classes/x/y/Z.class')).toBe('x/y');
  expect([isJavaFile('a.CLASS'), isJavaFile('a.java')]).toEqual([true, false]);
});
