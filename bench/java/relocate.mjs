// Builds jars whose libraries the real maven-shade-plugin moved into other packages, all metadata removed, and scores what is found in them.
//   node bench/java/relocate.mjs FOLDER [--build] [JAR…]
// Needs `npm run build`, Maven and a JDK. Libraries are drawn from java-libraries.json; a part of their versions is not in the store.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scan } from '../../dist/index.js';

const libraries = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../scripts/fingerprints/java-libraries.json'), 'utf8'),
);
const LIBRARIES_A_JAR = 9;
const JARS = 8;
/** Every so manieth library is at a version that the store does not have. */
const OTHER_VERSION = 6;

/** Numbers that are the same in every run. */
function drawer(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Libraries of one jar, with their versions. */
function draw(number) {
  const next = drawer(number + 1);
  const left = [...libraries];
  return Array.from({ length: LIBRARIES_A_JAR }, (_, index) => {
    const [{ name, published, indexed }] = left.splice(next(left.length), 1);
    const near = published.filter(
      (each) => published.indexOf(each) > published.indexOf(indexed[0]) && !indexed.includes(each),
    );
    const isOther = index % OTHER_VERSION === OTHER_VERSION - 1 && near.length > 0;
    return {
      name,
      version: isOther ? near[next(near.length)] : indexed[next(indexed.length)],
      isIndexed: !isOther,
    };
  });
}

const xml = (name, text) => `<${name}>${text}</${name}>`;
const coordinates = (name, version) =>
  `${xml('groupId', name.split(':')[0])}${xml('artifactId', name.split(':')[1])}${xml('version', version)}`;
const PACKAGES = [
  'com',
  'org',
  'io',
  'net',
  'ch',
  'software',
  'okhttp3',
  'retrofit2',
  'kotlin',
  'freemarker',
];

/** Two styles of names, and a part of the jars without classes that the application does not use. */
function pomOf(number, drawn) {
  const style = number % 2 === 0 ? 'com.acme.shaded.' : 'acme.';
  const relocations = PACKAGES.map((each) =>
    xml(
      'relocation',
      `${xml('pattern', `${each}.`)}${xml('shadedPattern', `${style}${each}.`)}${xml('excludes', xml('exclude', 'com.acme.**'))}`,
    ),
  );
  const dependencies = drawn.map(({ name, version }) =>
    xml(
      'dependency',
      `${coordinates(name, version)}${xml('exclusions', xml('exclusion', xml('groupId', '*') + xml('artifactId', '*')))}`,
    ),
  );
  const configuration = [
    xml('createDependencyReducedPom', 'false'),
    xml('relocations', relocations.join('')),
    xml(
      'filters',
      xml('filter', `${xml('artifact', '*:*')}${xml('excludes', xml('exclude', 'META-INF/**'))}`),
    ),
  ];
  const plugin = `${coordinates('org.apache.maven.plugins:maven-shade-plugin', '3.6.0')}${xml('executions', xml('execution', `${xml('phase', 'package')}${xml('goals', xml('goal', 'shade'))}${xml('configuration', configuration.join(''))}`))}`;
  return `<project>${xml('modelVersion', '4.0.0')}${coordinates('com.acme:relocated', '1')}${xml('properties', xml('maven.compiler.source', 11) + xml('maven.compiler.target', 11))}${xml('dependencies', dependencies.join(''))}${xml('build', xml('plugins', xml('plugin', plugin)))}</project>`;
}

function build(number, folder) {
  const work = join(folder, `relocated-${number}`);
  const target = join(work, 'target/relocated-1.jar');
  if (existsSync(target)) return target;
  mkdirSync(join(work, 'src/main/java/com/acme'), { recursive: true });
  writeFileSync(
    join(work, 'src/main/java/com/acme/App.java'),
    'package com.acme; public class App { public int f(int x) { return x + 1; } }',
  );
  writeFileSync(join(work, 'pom.xml'), pomOf(number, draw(number)));
  const { status, stdout } = spawnSync('mvn', ['-q', '-B', 'package'], { cwd: work, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout.slice(-3000));
  return target;
}

const [given, ...rest] = process.argv.slice(2);
const isBuildOnly = rest.includes('--build');
const numbers = rest.filter((each) => each !== '--build');
if (!given) throw new Error('usage: relocate.mjs FOLDER [--build] [JAR…]');
const sum = {
  libraries: 0,
  named: 0,
  extra: 0,
  indexed: 0,
  inSet: 0,
  exact: 0,
  candidates: 0,
  otherInSet: 0,
  others: 0,
  wrongExact: 0,
};
for (const number of numbers.length > 0 ? numbers.map(Number) : Array.from({ length: JARS }, (_, at) => at)) {
  const drawn = draw(number);
  const jar = build(number, resolve(given));
  if (isBuildOnly) continue;
  const report = await scan({ targets: [jar], analysis: false }).report;
  const rows = report.artifacts
    .flatMap(({ packages }) => packages)
    .filter(({ ecosystem, name }) => ecosystem === 'Maven' && name !== 'com.acme:relocated');
  for (const { name, version, isIndexed } of drawn) {
    const row = rows.find((each) => each.name === name);
    const versions = row ? (row.version === null ? row.candidates : [row.version]) : [];
    const isUnknown = row?.versionState === 'unknown';
    sum.libraries += 1;
    if (row) sum.named += 1;
    else console.log(`${number}: missed ${name} ${version}`);
    const isIn = versions.includes(version) || isUnknown;
    if (isIndexed) {
      sum.indexed += row ? 1 : 0;
      sum.inSet += row && isIn ? 1 : 0;
      sum.exact += row?.version === version ? 1 : 0;
      sum.candidates += versions.length;
    } else {
      sum.others += row ? 1 : 0;
      sum.otherInSet += row && isIn ? 1 : 0;
    }
    if (row && row.version !== null && row.version !== version) sum.wrongExact += 1;
    if (row && !isIn)
      console.log(
        `${number}: ${name} ${version} is told as ${versions.join(', ')} (${row.evidence[0].detail})`,
      );
  }
  const names = new Set(drawn.map(({ name }) => name));
  for (const { name, evidence } of rows.filter((each) => !names.has(each.name))) {
    sum.extra += 1;
    console.log(`${number}: extra ${name} (${evidence[0].detail})`);
  }
}
console.log(sum);
