// Chooses the releases of Java libraries whose classes the store holds.
//   node scripts/fingerprints/select-java-versions.mjs EXPORT/Maven/all.zip
// Reads java-names.txt and writes java-libraries.json. Lists of releases come through Maven's own client; needs Maven and `npm run build`.
// Taken are, of releases that are no pre-releases, those on both sides of each fix that an advisory names, newest fixes first, then the newest of each
// minor line, newest lines first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExport } from '../../dist/advisories/feed/read-export.js';
import { maven } from '../../dist/versions/maven.js';

const MOST_RELEASES = 8;
const here = import.meta.dirname;
const [archive] = process.argv.slice(2);
if (!archive) throw new Error('usage: select-java-versions.mjs EXPORT/Maven/all.zip');
const names = readFileSync(join(here, 'java-names.txt'), 'utf8').trim().split('\n');

/** Lets Maven fetch the lists of releases into a repository of its own. */
function fetchLists() {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-java-'));
  const wanted = names.map((name) => {
    const [group, artifact] = name.split(':');
    return `<artifactItem><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>LATEST</version></artifactItem>`;
  });
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.6.1</version><configuration><artifactItems>${wanted.join('')}</artifactItems><outputDirectory>${folder}/jars</outputDirectory></configuration></plugin></plugins></build></project>`,
  );
  mkdirSync(join(folder, 'jars'));
  const repository = join(folder, 'repository');
  const args = ['-q', '-B', `-Dmaven.repo.local=${repository}`, 'dependency:copy'];
  const { status, stdout } = spawnSync('mvn', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout.slice(-3000));
  return repository;
}

function publishedOf(name, repository) {
  const folder = join(repository, ...name.split(':')[0].split('.'), name.split(':')[1]);
  const list = readdirSync(folder).find((file) => /^maven-metadata-.*\.xml$/.test(file));
  const text = readFileSync(join(folder, list), 'utf8');
  const versions = [...text.matchAll(/<version>([^<]+)<\/version>/g)].map(([, version]) => version);
  const stable = [...new Set(versions)].filter((each) => maven.isValid(each) && !maven.isPrerelease(each));
  return stable.sort((a, b) => maven.compare(a, b));
}

function fixesIn({ ranges = [] }) {
  return ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? []));
}

/** Versions that fix something, by name. */
async function readFixes() {
  const fixes = new Map();
  for await (const { bytes } of readExport(archive)) {
    const { affected = [] } = JSON.parse(new TextDecoder().decode(bytes));
    for (const each of affected)
      fixes.set(each.package.name, new Set([...(fixes.get(each.package.name) ?? []), ...fixesIn(each)]));
  }
  return fixes;
}

function select(published, fixes) {
  const chosen = new Set();
  const add = (version) => {
    if (version !== undefined && chosen.size < MOST_RELEASES) chosen.add(version);
  };
  for (const fix of [...fixes].sort((a, b) => maven.compare(b, a))) {
    const at = published.indexOf(fix);
    if (at > 0 && chosen.size < MOST_RELEASES - 4) [published[at], published[at - 1]].forEach(add);
  }
  const lines = new Map(published.map((version) => [version.split('.').slice(0, 2).join('.'), version]));
  [...lines.values()].reverse().forEach(add);
  [...published].reverse().forEach(add);
  return published.filter((version) => chosen.has(version));
}

const fixes = await readFixes();
const repository = fetchLists();
const libraries = names.map((name) => {
  const published = publishedOf(name, repository);
  return { name, published, indexed: select(published, fixes.get(name) ?? []) };
});
writeFileSync(join(here, 'java-libraries.json'), JSON.stringify(libraries, null, 1) + '\n');
console.log(
  `${libraries.length} libraries, ${libraries.reduce((sum, { indexed }) => sum + indexed.length, 0)} releases`,
);
