import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PROJECT, readProjectFile } from '../support/project-files.js';

// Hosts of package registries, in two parts, so that this file does not match itself.
const HOSTS = [
  ['registry.', 'npmjs'],
  ['registry.', 'yarnpkg'],
  ['npm.pkg.', 'github'],
  ['pypi.', 'org'],
  ['python', 'hosted'],
  ['proxy.', 'golang'],
  ['repo1.', 'maven'],
  ['repo.', 'maven'],
  ['ruby', 'gems.org'],
  ['index.', 'docker.io'],
  ['api.', 'nuget.org'],
  ['npm', 'mirror.com'],
  ['jsr', '.io'],
  ['conda.', 'anaconda.org'],
  ['ghcr', '.io'],
  ['public.', 'ecr.aws'],
].map((parts) => parts.join(''));

/** Any other host that is named as registries are: a first label `registry`, below a top-level domain that is no test domain. */
const REGISTRY = /\bregistry(?:-\d)?\.(?!example\.)[a-z\d-]{1,40}\.(?:com|org|io|net|dev|app|cn)\b/gi;

function hostsIn(text: string): string[] {
  const listed = HOSTS.filter((host) => text.includes(host));
  return [
    ...listed,
    ...(text.match(REGISTRY) ?? []).filter((name) => !listed.some((host) => name.includes(host))),
  ];
}

test('no committed file names the host of a package registry: the configured one is used', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  expect(files.length).toBeGreaterThan(100);
  const naming = files.flatMap((path) => hostsIn(readOrEmpty(path)).map((host) => `${path}: ${host}`));
  expect(naming).toEqual([]);
});

/** A file that was deleted but not committed yet names nothing. */
function readOrEmpty(path: string): string {
  try {
    return readProjectFile(path);
  } catch {
    return '';
  }
}

test('a host is found', () => {
  expect(hostsIn(`fetch https://${HOSTS[0]}.org/lodash`)).toEqual([HOSTS[0]]);
});

test('a registry that the list lacks is found by the form of its name', () => {
  const unlisted = ['registry', 'terraform', 'io'].join('.');
  expect(hostsIn(`see https://${unlisted}/providers`)).toEqual([unlisted]);
  expect(hostsIn('https://registry.example.com/, registry.example.invalid, registry.ts')).toEqual([]);
});
