import { expect, it } from 'vitest';
import { readPom } from '../../../src/extractors/maven/read-pom.js';

const dependency = (group: string, more = '') =>
  `<dependency><groupId>${group}</groupId><artifactId>a</artifactId>${more}</dependency>`;

const POM = `<?xml version="1.0"?><!-- <dependencies> --><project xmlns="x">
<parent><groupId>p</groupId><artifactId>q</artifactId></parent>
<licenses><license><name> Apache &amp; more </name><url>u</url></license></licenses>
<dependencyManagement><dependencies>${dependency('managed')}</dependencies></dependencyManagement>
<dependencies>${dependency('g')}${dependency('t', '<scope>test</scope>')}${dependency('o', '<optional>true</optional>')}
${dependency('r', '<scope>runtime</scope><exclusions><exclusion><groupId>e</groupId></exclusion></exclusions>')}
${dependency('${project.groupId}')}<dependency><groupId>x</groupId></dependency></dependencies></project>`;

it('reads dependencies and licences', () => {
  expect(readPom(POM)).toMatchObject({
    name: 'p:q',
    dependencies: [
      { name: 'g:a', isPassedOn: true },
      { name: 't:a', isPassedOn: false },
      { name: 'o:a', isPassedOn: false },
      { name: 'r:a', isPassedOn: true },
      { name: 'p:a', isPassedOn: true },
    ],
    licenses: ['Apache & more'],
  });
});

it.each([
  ['', 0],
  ['<project><dependencies>', 0],
  [`<project><dependencies>${dependency('g')}`, 1],
  [`<project>${'<a>'.repeat(5000)}<dependencies>${dependency('g')}`, 0],
  [`<project><!-- ${dependency('g')}`, 0],
  ['<'.repeat(100_000), 0],
  ['</a>'.repeat(1000) + `<project><dependencies>${dependency('__proto__')}`, 1],
])('is ready for %#', (text, count) => expect(readPom(text).dependencies).toHaveLength(count));
