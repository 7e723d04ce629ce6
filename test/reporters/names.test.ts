import { expect, test } from 'vitest';
import type { Package } from '../../src/model/index.js';
import { namedPackage } from '../../src/reporters/names.js';
import { packageOf } from '../support/model-builders.js';

const SET = { versionState: 'set' as const, version: null };

test.each<[fields: Partial<Package>, shown: string]>([
  [{}, 'lodash 4.17.20'],
  [{ alias: 'old-lodash' }, 'old-lodash (is lodash) 4.17.20'],
  [{ ...SET, candidates: ['1.0.0', '1.0.1'] }, 'lodash 1.0.0 or 1.0.1'],
  [{ ...SET, candidates: ['1.0.0', '1.0.1', '1.0.2'] }, 'lodash 1.0.0–1.0.2'],
  [{ versionState: 'unknown', version: null }, 'lodash of unknown version'],
  [{ name: 'a\nb', version: '1\u202e' }, 'a\\u{a}b 1\\u{202e}'],
])('%j is shown as %s', (fields, shown) => {
  expect(namedPackage(packageOf('lodash', '4.17.20', fields))).toBe(shown);
});
