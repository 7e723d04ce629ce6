import { expect, it } from 'vitest';
import { RUST_MANAGERS } from '../../../src/ecosystems/crates-io/managers.js';

const [cargo] = RUST_MANAGERS;
const FORCED = { name: 'time', version: '0.3.36', isStepBack: false, isDirectToo: false, line: '0.3' };

it('requires a version, and locks one that others require', () => {
  expect(cargo?.add({ name: 'time', alias: null, version: '0.3.36' })).toBe("cargo add 'time@0.3.36'");
  expect(cargo?.force({ ...FORCED, hasOtherLines: false })).toBe("cargo update -p 'time' --precise '0.3.36'");
  expect(cargo?.force({ ...FORCED, hasOtherLines: true })).toBeNull();
  expect(cargo?.remove('time')).toBe("cargo remove 'time'");
});
