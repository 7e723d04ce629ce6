import { describe, expect, test } from 'vitest';
import { isTypingSlip } from '../../../src/detectors/names/typing-slip.js';

describe('a slip of the fingers', () => {
  test.each([
    ['lodash', 'lodahs', 'two letters swapped'],
    ['request', 'reqest', 'a letter less'],
    ['compression', 'compresion', 'half of a double letter'],
    ['express', 'expresss', 'a doubled letter'],
    ['express', 'expreess', 'a doubled letter in the middle'],
    ['commander', 'comander', 'half of a double letter'],
    ['chalk', 'chakl', 'the last two swapped'],
    ['chalk', 'cjalk', 'a neighbouring key in the same row'],
    ['request', 'requesr', 'a neighbouring key'],
    ['crypto', 'crypta', 'another vowel'],
    ['glob', 'golb', 'four letters, swapped'],
    ['glob', 'glov', 'four letters, a neighbouring key'],
    ['glob', 'globb', 'four letters, one doubled'],
  ])('%s → %s: %s', (target, name) => {
    expect(isTypingSlip(target, name)).toBe(true);
  });

  test.each([
    ['glob', 'globe', 'four letters, one more'],
    ['ms', 'mss', 'too short'],
    ['ws', 'ms', 'too short'],
    ['json5', 'json3', 'another digit'],
    ['listr', 'listr2', 'a digit more'],
    ['cli-spinner', 'cli-spinners', 'a plural'],
    ['cli-spinners', 'cli-spinner', 'a singular'],
    ['p-throttle', 'p-throttler', 'an ending'],
    ['regex', 'reghex', 'five letters, one more'],
    ['react', 'preact', 'another first letter'],
    ['nocache', 'ocache', 'without its first letter'],
    ['mdn-data', 'edn-data', 'another first letter'],
    ['eslint', 'tslint', 'another first letter'],
    ['lodash.get', 'lodash.set', 'keys far apart'],
    ['remind', 'resind', 'keys far apart'],
    ['yamljs', 'yaml-js', 'a separator'],
    ['moment', 'comment', 'two changes'],
    ['express', 'express', 'the same'],
    ['express', 'exprexx', 'two letters'],
  ])('%s → %s: %s', (target, name) => {
    expect(isTypingSlip(target, name)).toBe(false);
  });
});
