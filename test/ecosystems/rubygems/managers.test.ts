import { expect, it } from 'vitest';
import { RUBY_MANAGERS } from '../../../src/ecosystems/rubygems/managers.js';

const [bundler] = RUBY_MANAGERS;
const FORCED = { name: 'rack', version: '2.2.8', isStepBack: false, line: '2', hasOtherLines: false };

it('replaces a gem of the Gemfile, and adds one that only others require', () => {
  expect(bundler?.add({ name: 'rack', alias: null, version: '2.2.8' })).toBe(
    "bundle remove 'rack' && bundle add 'rack' --version '2.2.8'",
  );
  expect(bundler?.force({ ...FORCED, isDirectToo: false })).toBe("bundle add 'rack' --version '2.2.8'");
  expect(bundler?.force({ ...FORCED, isDirectToo: true })).toContain("bundle remove 'rack' && ");
  expect(bundler?.remove('rack')).toBe("bundle remove 'rack'");
});
