import { expect, it, test } from 'vitest';
import { rubyBuild } from '../../../src/analysis/native-code/ruby-builds.js';
import { takeInventory } from '../../../src/inventory/index.js';
import type { ServerlessFunction } from '../../../src/model/index.js';
import { elfWith } from '../../support/elf-builder.js';
import { memoryTree } from '../../support/memory-tree.js';
import { nativeFindings } from '../../support/native-findings.js';

const X86 = elfWith({ machine: 62 });
const ARM = elfWith({ machine: 183 });
const RUBY33: Partial<ServerlessFunction> = {
  runtime: 'ruby3.3',
  platform: 'aws-lambda',
  architecture: 'x86_64',
};

/** A gem of `home`, with files below its folder. */
function gem(home: string, folder: string, files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const [name = ''] = folder.split('-');
  const text = `# stub: ${name} 1.0 ruby lib\nGem::Specification.new do |s|\n  s.name = "${name}"\n  s.version = "1.0"\nend\n`;
  const own = { 'lib/a.rb': '#', ...files };
  return {
    [`${home}/specifications/${folder}.gemspec`]: text,
    ...Object.fromEntries(
      Object.entries(own).map(([path, data]) => [`${home}/gems/${folder}/${path}`, data]),
    ),
  };
}

async function foundIn(files: Readonly<Record<string, string | Uint8Array>>, fn = RUBY33) {
  const tree = memoryTree(files);
  const inventory = await takeInventory({ tree, problems: [], image: null });
  const findings = await nativeFindings(tree, inventory, fn);
  return findings.map(({ rule, title }) => `${rule} ${title}`);
}

const HOME = 'vendor/bundle/ruby/3.3.0';
const OLD = 'vendor/bundle/ruby/3.1.0';
const HAS = 'and the runtime has Ruby 3.3, x86_64, glibc 2.34';

test.each<[string, Readonly<Record<string, string | Uint8Array>>, readonly string[]]>([
  ['gems for the release', gem(HOME, 'a-1.0'), []],
  [
    'gems for another release, in Ruby alone',
    gem(OLD, 'a-1.0'),
    [`native-ruby ${OLD} is for Ruby 3.1: its gems are not found, ${HAS}`],
  ],
  [
    'gems for another release beside those of the runtime',
    { ...gem(OLD, 'a-1.0'), ...gem(HOME, 'a-1.0') },
    [],
  ],
  ['gems in a folder without a release', gem('bundle', 'a-1.0'), []],
  ['an extension for the processor', gem(HOME, 'a-1.0', { 'lib/a.so': X86 }), []],
  [
    'an extension for another processor',
    gem(HOME, 'a-1.0', { 'lib/a.so': ARM }),
    [`native-architecture a 1.0 is built for arm64, ${HAS}`],
  ],
  [
    'an extension for macOS',
    gem(HOME, 'a-1.0', { 'lib/a.bundle': Buffer.from('cffaedfe0000000000', 'hex') }),
    [`native-architecture a 1.0 is built for macOS, ${HAS}`],
  ],
  [
    'builds for several releases',
    gem(HOME, 'a-1.0-x86_64-linux', { 'lib/a/3.2/a.so': X86, 'lib/a/3.3/a.so': X86 }),
    [],
  ],
  [
    'builds for other releases',
    gem(HOME, 'a-1.0-x86_64-linux', { 'lib/a/3.1/a.so': X86, 'lib/a/3.2/a.so': X86 }),
    [`native-ruby a 1.0 is built for Ruby 3.1, ${HAS}`],
  ],
  [
    'a build for musl',
    gem(HOME, 'a-1.0-x86_64-linux-musl', { 'lib/a.so': X86 }),
    [`native-libc a 1.0 is built for musl, ${HAS}`],
  ],
])('%s', async (_case, files, expected) => {
  expect(await foundIn(files)).toEqual(expected);
});

it.each(['python3.12', 'provided.al2023', null])('is not told of a function of %s', async (runtime) => {
  expect(await foundIn(gem(OLD, 'a-1.0', { 'lib/a.so': ARM }), { ...RUBY33, runtime })).toEqual([]);
});

it('knows the C library of older runtimes', async () => {
  expect(await foundIn(gem(OLD, 'a-1.0'), { ...RUBY33, runtime: 'ruby3.2' })).toEqual([
    expect.stringContaining('Ruby 3.2, x86_64, glibc 2.26'),
  ]);
});

test.each([
  ['x/gems/a-1/lib/a.so', { module: 'x/gems/a-1/lib/a.so', release: null, libc: null }],
  ['x/gems/a-1/lib/a/3.4/a.so', { module: 'x/gems/a-1/lib/a/a.so', release: '3.4', libc: null }],
  [
    'x/extensions/aarch64-linux-musl/3.4.0/a-1/a.so',
    { module: 'x/extensions/aarch64-linux-musl/3.4.0/a-1/a.so', release: null, libc: 'musl' },
  ],
])('%s', (path, build) => {
  expect(rubyBuild(path)).toEqual(build);
});
