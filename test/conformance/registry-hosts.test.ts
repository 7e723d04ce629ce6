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
].map((parts) => parts.join(''));

function hostsIn(text: string): string[] {
  return HOSTS.filter((host) => text.includes(host));
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
