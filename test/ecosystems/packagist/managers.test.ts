import { expect, it } from 'vitest';
import { PHP_MANAGERS } from '../../../src/ecosystems/packagist/managers.js';

const [composer] = PHP_MANAGERS;
const FORCED = { isStepBack: false, isDirectToo: false, line: '2', hasOtherLines: false };

it('requires a version, and updates what others require', () => {
  expect(composer?.add({ name: 'a/b', alias: null, version: 'v2.1.0' })).toBe(
    "composer require 'a/b:^2.1.0'",
  );
  expect(composer?.force({ name: 'a/b', version: '2.1.0', ...FORCED })).toBe(
    "composer update 'a/b' --with 'a/b:^2.1.0' --with-all-dependencies",
  );
  expect(composer?.remove('a/b')).toBe("composer remove 'a/b'");
});
