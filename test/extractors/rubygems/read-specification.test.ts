import { expect, it } from 'vitest';
import { readSpecification } from '../../../src/extractors/rubygems/read-specification.js';

const NEW = `# -*- encoding: utf-8 -*-
# stub: nokogiri 1.15.4 x86_64-linux lib
# stub: ext/nokogiri/extconf.rb

Gem::Specification.new do |s|
  s.name = "nokogiri".freeze
  s.version = "1.15.4"
  s.platform = "x86_64-linux".freeze
  s.licenses = ["MIT".freeze, "Ruby".freeze]
  s.description = "s.name = \\"evil\\"".freeze

  s.specification_version = 4

  s.add_runtime_dependency(%q<racc>.freeze, ["~> 1.4".freeze, ">= 1.4.1".freeze])
  s.add_development_dependency(%q<rake>.freeze, [">= 0".freeze])
end
`;

const OLD = `# -*- encoding: utf-8 -*-
# stub: alpha 1.0 ruby lib

Gem::Specification.new do |s|
  s.name = %q{alpha}
  if s.respond_to? :specification_version then
      s.add_dependency(%q<beta>, ["~> 1.0"])
      s.add_development_dependency(%q<gamma>, [">= 0"])
  else
    s.add_dependency(%q<beta>, ["~> 1.0"])
    s.add_dependency(%q<gamma>, [">= 0"])
  end
end
`;

it('reads what RubyGems writes', () => {
  expect(readSpecification(NEW)).toEqual({
    name: 'nokogiri',
    version: '1.15.4',
    platform: 'x86_64-linux',
    licenses: ['MIT', 'Ruby'],
    dependencies: [{ name: 'racc', requirement: '~> 1.4, >= 1.4.1' }],
    isContradicted: false,
  });
});

it('leaves out dependencies of development that old specifications list twice', () => {
  const { dependencies, platform } = readSpecification(OLD);
  expect(new Set(dependencies.map(({ name }) => name))).toEqual(new Set(['beta']));
  expect(platform).toBeNull();
});

it('reads what authors write, without running it', () => {
  const code = `require_relative 'lib/x/version'
Gem::Specification.new do |spec|
  spec.name          = 'x'
  spec.version       = X::VERSION
  spec.license       = 'MIT'
  spec.add_dependency 'rack', '>= 2.0', '< 4'
end
`;
  expect(readSpecification(code)).toMatchObject({
    name: 'x',
    version: null,
    licenses: ['MIT'],
    dependencies: [{ name: 'rack', requirement: '>= 2.0, < 4' }],
  });
  expect(readSpecification('  s.version = "1.#{minor}"\n').version).toBeNull();
  expect(readSpecification("  s.version = Gem::Version.new('1.2')\n").version).toBe('1.2');
});

it('sees that the first line and the code differ', () => {
  const code = '# stub: a 9.9 ruby lib\n  s.name = "a".freeze\n  s.version = "1.0"\n';
  expect(readSpecification(code)).toMatchObject({ version: '9.9', isContradicted: true });
});

it.each([
  '',
  '# stub: \n',
  '\u0000'.repeat(100),
  `s.name = ${'"'.repeat(50_000)}`,
  '# stub: __proto__ constructor x',
])('takes hostile text (%#)', (code) => expect(() => readSpecification(code)).not.toThrow());
