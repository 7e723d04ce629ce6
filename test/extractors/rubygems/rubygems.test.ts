import { describe, expect, it, vi } from 'vitest';
import { rubygems } from '../../../src/extractors/rubygems/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/rubygems/find-gems.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

type Files = Readonly<Record<string, string>>;

const HOME = 'vendor/bundle/ruby/3.4.0';

function specification(name: string, version: string, lines = ''): string {
  return `# -*- encoding: utf-8 -*-
# stub: ${name} ${version} ruby lib

Gem::Specification.new do |s|
  s.name = "${name}".freeze
  s.version = "${version}"
${lines}end
`;
}

function needs(name: string, requirement: string): string {
  return `  s.add_runtime_dependency(%q<${name}>.freeze, ["${requirement}".freeze])\n`;
}

/** An installed gem. */
function gem(name: string, version: string, lines = ''): Files {
  return {
    [`${HOME}/specifications/${name}-${version}.gemspec`]: specification(name, version, lines),
    [`${HOME}/gems/${name}-${version}/lib/${name}.rb`]: 'module A; end',
  };
}

async function inventoryOf(files: Files) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

function rowsOf({ packages }: Awaited<ReturnType<typeof inventoryOf>>) {
  return packages.map(({ purl, presence, confidence }) => [purl, presence, confidence]);
}

it('is loaded for Ruby alone', async () => {
  await inventoryOf({
    'index.js': 'x()',
    'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
    'node_modules/a/build.rb': 'puts 1',
  });
  expect(loaded.readers).toBe(0);
});

describe('installed gems', () => {
  it('own the archives that they were unpacked from; others are code of nobody', async () => {
    const code = { 'data.tar.gz!/lib/a.rb': 'module A; end' };
    const archive = (name: string): Files =>
      Object.fromEntries([
        [`${HOME}/cache/${name}.gem`, 'x'],
        ...Object.entries(code).map(([path, text]) => [`${HOME}/cache/${name}.gem!/${path}`, text]),
      ]);
    const known = await inventoryOf({ ...gem('a', '1.0'), ...archive('a-1.0') });
    expect([known.coverage.unattributed, known.problems]).toEqual([0, []]);
    expect(known.packages[0]?.locations[0]?.path).toBe(`${HOME}/gems/a-1.0`);
    const other = await inventoryOf({ ...gem('a', '1.0'), ...archive('a-2.0') });
    expect(other.problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
  });

  it('have edges to the newest gem that their requirement allows, in their own folder first', async () => {
    const { packages } = await inventoryOf({
      ...gem('a', '1.0', needs('b', '~> 1.0') + needs('gone', '>= 0')),
      ...gem('b', '1.2'),
      ...gem('b', '1.10'),
      ...gem('b', '2.0'),
      'ruby/gems/3.4.0/specifications/b-1.11.gemspec': specification('b', '1.11'),
    });
    const a = packages.find(({ name }) => name === 'a');
    const needed = packages.filter(({ id }) => a?.dependencies.includes(id));
    expect(needed.map(({ purl }) => purl)).toEqual(['pkg:gem/b@1.10']);
  });

  it('own their compiled code, and have no platform in their version', async () => {
    const files = {
      [`${HOME}/specifications/x-1.0-x86_64-linux.gemspec`]: specification('x', '1.0').replace(
        'ruby lib',
        'x86_64-linux lib',
      ),
      [`${HOME}/gems/x-1.0-x86_64-linux/lib/x.rb`]: 'x',
      [`${HOME}/extensions/x86_64-linux/3.4.0/x-1.0-x86_64-linux/x.so`]: '\u007fELF',
    };
    const found = await inventoryOf(files);
    expect(rowsOf(found)).toEqual([['pkg:gem/x@1.0', 'installed', 'high']]);
    expect(found.coverage).toMatchObject({ unattributed: 0 });
    expect(found.problems).toEqual([]);
    expect(found.packages[0]?.evidence[0]?.detail).toBe('built for x86_64-linux');
  });

  it('may form a circle, and need themselves', async () => {
    const found = await inventoryOf({
      ...gem('a', '1.0', needs('b', '>= 0') + needs('a', '>= 0')),
      ...gem('b', '1.0', needs('a', '>= 0')),
    });
    const edges = found.packages.map(({ dependencies }) => dependencies.length);
    expect([rowsOf(found).length, edges]).toEqual([2, [1, 1]]);
  });

  it('are known by the name of their folder without a specification', async () => {
    const found = await inventoryOf({ [`${HOME}/gems/net-http-1.2.3.rc1/lib/x.rb`]: 'x' });
    expect(rowsOf(found)).toEqual([['pkg:gem/net-http@1.2.3.rc1', 'installed', 'medium']]);
  });

  it('of Ruby itself count too; a specification without code is a declaration', async () => {
    const found = await inventoryOf({
      'usr/lib/ruby/gems/3.4.0/specifications/default/json-2.9.1.gemspec': specification('json', '2.9.1'),
      [`${HOME}/specifications/gone-1.0.gemspec`]: specification('gone', '1.0'),
    });
    expect(rowsOf(found)).toEqual([
      ['pkg:gem/json@2.9.1', 'installed', 'high'],
      ['pkg:gem/gone@1.0', 'declared', 'high'],
    ]);
  });

  it('from a repository have no known version', async () => {
    const found = await inventoryOf({
      [`${HOME}/bundler/gems/delta-ca108b31b8a8/delta.gemspec`]:
        "  s.name = 'delta'\n  s.version = '0.3.1'\n",
      [`${HOME}/bundler/gems/delta-ca108b31b8a8/lib/delta.rb`]: 'x',
      [`${HOME}/bundler/gems/bare-ca108b31b8a8/lib/bare.rb`]: 'x',
    });
    expect(rowsOf(found)).toEqual([
      ['pkg:gem/bare', 'installed', 'medium'],
      ['pkg:gem/delta', 'installed', 'medium'],
    ]);
  });

  it('in folders of the application are copies by their own word', async () => {
    const found = await inventoryOf({
      'app.gemspec': "s.name = 'app'",
      'engines/x/x.gemspec': "  s.name = 'x'\n  s.version = '1.0'\n",
      'engines/x/lib/x.rb': 'x',
    });
    expect(rowsOf(found)).toEqual([['pkg:gem/x@1.0', 'vendored', 'low']]);
  });
});

it('is incomplete where a specification is not of the gem that its name says', async () => {
  const { problems, packages } = await inventoryOf({
    [`${HOME}/specifications/rack-1.0.gemspec`]: specification('rack', '9.9'),
    [`${HOME}/gems/rack-1.0/lib/rack.rb`]: 'x',
  });
  expect(packages).toMatchObject([{ confidence: 'medium' }]);
  expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
});

describe("a lockfile of Bundler's", () => {
  const lock = 'GEM\n  specs:\n    a (1.0)\n      b (~> 2)\n    b (2.0)\n\nDEPENDENCIES\n  a\n';

  it('declares what is not installed', async () => {
    const found = await inventoryOf({ 'Gemfile.lock': lock, 'app.rb': 'x' });
    expect(rowsOf(found)).toEqual([
      ['pkg:gem/a@1.0', 'declared', 'high'],
      ['pkg:gem/b@2.0', 'declared', 'high'],
    ]);
    expect(found.coverage.firstParty).toBe(1);
  });

  it('says what the application itself requires of installed gems', async () => {
    const found = await inventoryOf({ 'Gemfile.lock': lock, ...gem('a', '1.1'), ...gem('b', '2.0') });
    expect(found.packages.map(({ purl, direct }) => [purl, direct])).toEqual([
      ['pkg:gem/a@1.1', true],
      ['pkg:gem/b@2.0', false],
    ]);
  });

  it('inside of a gem is of no interest', async () => {
    const files = { ...gem('x', '1.0'), [`${HOME}/gems/x-1.0/Gemfile.lock`]: 'broken' };
    expect((await inventoryOf(files)).problems).toEqual([]);
  });
});

it('is incomplete where copies have no specification', async () => {
  const { problems, coverage } = await inventoryOf({
    'app.rb': 'x',
    'vendor/rack/lib/rack.rb': 'x',
    'usr/lib/ruby/3.4.0/set.rb': 'x',
  });
  expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
  expect(coverage).toMatchObject({ firstParty: 1, unattributed: 2 });
});

it('finds gems of the SDK that the runtime has to bring', async () => {
  const { unresolvedImports } = await inventoryOf({
    'app.rb': "require 'json'\nrequire 'aws-sdk-s3'\nrequire(\"aws-sdk-sqs\")\n# require 'aws-sdk-sns'\n",
    ...gem('aws-sdk-sqs', '1.0', needs('aws-sdk-core', '~> 3')),
  });
  expect(unresolvedImports).toEqual([
    { name: 'aws-sdk-core', ecosystem: 'RubyGems', by: 'package' },
    { name: 'aws-sdk-s3', ecosystem: 'RubyGems', by: 'application' },
  ]);
});

it('takes hostile names and contents', async () => {
  const name = '__proto__';
  const found = await inventoryOf({
    ...gem(name, '1.0', needs('constructor', '__proto__')),
    [`${HOME}/specifications/\u001b[31m-1.gemspec`]: '\u0000'.repeat(1000),
    [`${HOME}/gems/${'a-'.repeat(1000)}/x.rb`]: 'x',
    [`${'gems/'.repeat(200)}x.rb`]: 'x',
  });
  expect(rowsOf(found)).toContainEqual(['pkg:gem/__proto__@1.0', 'installed', 'low']);
});

it('leaves gems that a package of the system brought to that package', async () => {
  const path = 'usr/share/rubygems-integration/all/specifications/rack-2.2.6.gemspec';
  const tree = memoryTree({ [path]: specification('rack', '2.2.6'), 'usr/lib/vendor/x.rb': 'x' });
  const extracted = async (systemFiles: ReadonlySet<string>) => {
    const { packages, problems } = await rubygems.extract(tree, { isImage: true, systemFiles });
    return [packages.length, problems.length];
  };
  expect(await extracted(new Set())).toEqual([1, 1]);
  expect(await extracted(new Set(tree.files.keys()))).toEqual([0, 0]);
});
