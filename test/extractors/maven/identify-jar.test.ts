import { expect, it } from 'vitest';
import { heldPackages, identifyJar, type JarFacts } from '../../../src/extractors/maven/identify-jar.js';
import { readJarName } from '../../../src/extractors/maven/jar-name.js';

interface Given {
  readonly manifest?: Readonly<Record<string, string>>;
  readonly properties?: readonly (readonly [name: string, version: string])[];
  readonly folders?: readonly string[];
}

function factsOf(path: string, { manifest = {}, properties = [], folders = [] }: Given): JarFacts {
  return {
    path,
    name: readJarName(path),
    manifestPath: null,
    manifest: new Map(Object.entries(manifest)),
    properties: properties.map(([name, version]) => {
      const [group = '', artifact = ''] = name.split(':');
      return {
        path: `META-INF/maven/${group}/${artifact}/pom.properties`,
        says: { group, artifact, version },
      };
    }),
    folders: new Set(folders),
  };
}

function found(path: string, given: Given): string {
  const identity = identifyJar(factsOf(path, given));
  return identity
    ? `${identity.group}:${identity.artifact} ${identity.versions.join('|')} ${identity.confidence}`
    : 'none';
}

it.each<[why: string, path: string, given: Given, expected: string]>([
  ['pom.properties', 'a-1.jar', { properties: [['g:a', '1']] }, 'g:a 1 high'],
  ['pom.properties, not the name of the file', 'a-9.jar', { properties: [['g:a', '1']] }, 'g:a 1 high'],
  ['pom.properties in a file of another name', 'app.jar', { properties: [['g:a', '1']] }, 'g:a 1 high'],
  ['the group before the artifact', 'g.a-1.jar', { properties: [['g:a', '1']] }, 'g:a 1 high'],
  [
    'the one of several that the file is named after',
    'a-1.jar',
    {
      properties: [
        ['g:b', '2'],
        ['g:a', '1'],
        ['h:c', '3'],
      ],
    },
    'g:a 1 high',
  ],
  [
    'the one of several that the manifest names',
    'app.jar',
    {
      properties: [
        ['g:b', '2'],
        ['g:a', '1'],
      ],
      manifest: { 'implementation-title': 'a' },
    },
    'g:a 1 high',
  ],
  [
    'the file where pom.properties is of a package inside',
    'grpc-netty-shaded-1.58.0.jar',
    { properties: [['io.netty:netty-common', '4.1']], folders: ['io/grpc/netty'] },
    'io.grpc:grpc-netty-shaded 1.58.0 high',
  ],
  ['a version that is none', 'a-1.jar', { properties: [['g:a', '${v}']] }, 'g:a 1 high'],
  [
    'a known artifact',
    'okhttp-4.9.3.jar',
    { folders: ['okhttp3/internal'] },
    'com.squareup.okhttp3:okhttp 4.9.3 high',
  ],
  [
    'its older group',
    'okhttp-2.7.5.jar',
    { folders: ['com/squareup/okhttp'] },
    'com.squareup.okhttp:okhttp 2.7.5 high',
  ],
  [
    'a jar without classes',
    'spring-boot-starter-3.3.5.jar',
    {},
    'org.springframework.boot:spring-boot-starter 3.3.5 high',
  ],
  [
    'a known name with classes of another',
    'okhttp-4.9.3.jar',
    { folders: ['com/acme/http', 'com/acme/io'] },
    'com.acme:okhttp 4.9.3 low',
  ],
  [
    'the vendor of the manifest',
    'x-1.jar',
    { folders: ['q/x'], manifest: { 'implementation-vendor-id': 'com.q' } },
    'com.q:x 1 medium',
  ],
  [
    'the bundle of the manifest',
    'x-1.jar',
    { folders: ['q/x'], manifest: { 'bundle-symbolicname': 'com.q.x;singleton:=true' } },
    'com.q:x 1 medium',
  ],
  [
    'the same version with a number of the build',
    'kotlin-stdlib-1.6.21.jar',
    { folders: ['kotlin'], manifest: { 'implementation-version': '1.6.21-release-334(1.6.21)' } },
    'org.jetbrains.kotlin:kotlin-stdlib 1.6.21 high',
  ],
  [
    'two versions',
    'okio-3.0.jar',
    { folders: ['okio'], manifest: { 'implementation-version': '2.1' } },
    'com.squareup.okio:okio 2.1|3.0 low',
  ],
  [
    'no version of a specification',
    'okio.jar',
    { folders: ['okio'], manifest: { 'specification-version': '1.0' } },
    'com.squareup.okio:okio  low',
  ],
  [
    'the version of a bundle where nothing else is',
    'okio.jar',
    { folders: ['okio'], manifest: { 'bundle-version': '1.2.3' } },
    'com.squareup.okio:okio 1.2.3 high',
  ],
  ['nothing', 'x.jar', { folders: ['a', 'b'] }, 'none'],
  ['a name that is none', 'a b-1.jar', { folders: ['a/b'] }, 'none'],
])('takes %s', (...[, path, given, expected]) => expect(found(path, given)).toBe(expected));

it('lists what a jar holds beside its own package', () => {
  const facts = factsOf('a-1.jar', {
    properties: [
      ['g:a', '1'],
      ['h:b', '${x}'],
      ['h:c', '2'],
    ],
  });
  const own = identifyJar(facts);
  expect(
    heldPackages(facts, own?.properties ?? null).map(({ artifact, versions }) => [artifact, versions]),
  ).toEqual([
    ['b', []],
    ['c', ['2']],
  ]);
});
