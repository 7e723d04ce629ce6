// Builds data/java-classes.bin: fingerprints of classes in releases of Java libraries.
//   node scripts/fingerprints/build-java-store.mjs [FOLDER]
// Reads java-libraries.json (select-java-versions.mjs). Jars come through Maven's own client into FOLDER, build/java-jars by default, where they
// stay. Needs Maven and `npm run build`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bytesInMemory, DEFAULT_LIMITS } from '../../dist/files/index.js';
import { classFingerprint, composeClassStore } from '../../dist/release-files/index.js';
import { unpack } from '../../dist/unpackers/index.js';
import { CLASS_STORE_FILE, writeReleaseStoreFile } from '../../dist/workers/release-store-file.js';

const here = import.meta.dirname;
const folder = resolve(process.argv[2] ?? join(here, '../../build/java-jars'));
mkdirSync(folder, { recursive: true });
const libraries = JSON.parse(readFileSync(join(here, 'java-libraries.json'), 'utf8'));

function jarOf({ name }, version) {
  return join(folder, `${name.replace(':', '+')}-${version}.jar`);
}

/** Lets Maven copy jars; one that it cannot resolve stops it, and is left out of the next try. */
function fetchJars() {
  const missing = libraries.flatMap((library) =>
    library.indexed.flatMap((version) => {
      const file = jarOf(library, version);
      return existsSync(file)
        ? []
        : [{ id: `${library.name}:jar:${version}`, name: library.name, version, file }];
    }),
  );
  console.log(`${missing.length} jars are fetched`);
  for (let left = missing; left.length > 0;) {
    const output = copyJars(left);
    if (output === '') return;
    const next = left.filter(({ id }) => !output.includes(id));
    console.error(`not resolved: ${left.filter((each) => !next.includes(each)).map(({ id }) => id)}`);
    if (next.length === left.length) throw new Error(output.slice(-3000));
    left = next;
  }
}

/** @returns what Maven says of a failure; '' without one. */
function copyJars(jars) {
  const items = jars.map(({ name, version, file }) => {
    const [group, artifact] = name.split(':');
    return `<artifactItem><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><destFileName>${file.slice(folder.length + 1)}</destFileName></artifactItem>`;
  });
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.6.1</version><configuration><outputDirectory>${folder}</outputDirectory><artifactItems>${items.join('')}</artifactItems></configuration></plugin></plugins></build></project>`,
  );
  const { status, stdout } = spawnSync('mvn', ['-q', '-B', 'dependency:copy'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stdout;
}

async function hashesIn(file) {
  const { tree } = await unpack(
    { kind: 'archive', name: file, bytes: bytesInMemory(readFileSync(file)) },
    DEFAULT_LIMITS,
  );
  const hashes = new Set();
  for await (const { bytes } of tree.readMany(
    [...tree.files.keys()].filter((path) => path.endsWith('.class')),
  )) {
    const hash = bytes && classFingerprint(bytes)?.hash;
    if (hash) hashes.add(hash);
  }
  return [...hashes];
}

fetchJars();
const read = [];
for (const library of libraries) {
  const releases = [];
  for (const version of library.indexed) {
    const file = jarOf(library, version);
    if (existsSync(file)) releases.push({ version, hashes: await hashesIn(file) });
    else console.error(`missing: ${file}`);
  }
  const filled = releases.filter(({ hashes }) => hashes.length > 0);
  if (filled.length > 0) read.push({ name: library.name, published: library.published, releases: filled });
  console.log(
    `${library.name}: ${filled.map(({ version, hashes }) => `${version} (${hashes.length})`).join(', ')}`,
  );
}
const head = {
  packages: read.length,
  releases: read.reduce((sum, { releases }) => sum + releases.length, 0),
  asOf: new Date().toISOString().slice(0, 10),
};
console.log(`${writeReleaseStoreFile(CLASS_STORE_FILE, composeClassStore(read), head)} bytes`);
