import { expect, test } from 'vitest';
import { notFollowed } from '../../src/analysis/dataflow/flow-facts.js';
import { missingAnswer } from '../../src/audit/missing-answer.js';
import { readProjectFile } from '../support/project-files.js';

test.each<[message: string, source: string, missing: RegExp]>([
  ['The time was over before all imports were followed:', 'reachability/artifact-facts', /not loaded/],
  ['it may call more AWS operations than', 'permissions/artifact-facts', /^Needed permissions/],
  ['Functions of programs in Go were not compared with', 'linked-code/index', /programs in Go/],
  ['Compiled parts of Python packages were not compared with the runtime', 'native-code/index', /runtime/],
])('%s (src/analysis/%s.ts)', (message, source, missing) => {
  expect(readProjectFile(`src/analysis/${source}.ts`)).toContain(message);
  expect(missingAnswer({ code: 'timed-out', message })).toMatch(missing);
});

test('event data that was not followed is about injections', () => {
  expect(missingAnswer(notFollowed('timed-out', '', 'the time was over'))).toMatch(/“injection”/);
});

test.each<[code: 'timed-out' | 'encrypted' | 'no-code' | 'unresolved', message: string, missing: RegExp]>([
  ['no-code', 'No code was found in it.', /^All answers/],
  ['timed-out', 'it takes longer than 60 s.', /^All answers/],
  ['encrypted', 'The entry is encrypted.', /^All answers/],
  ['unresolved', 'The handler was not found.', /^Packages and findings may be missing/],
])('%s: %s', (code, message, missing) => {
  expect(missingAnswer({ code, message })).toMatch(missing);
});
