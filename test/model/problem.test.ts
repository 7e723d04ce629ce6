import { assert, constantFrom, property, string } from 'fast-check';
import { expect, it, test } from 'vitest';
import { distinctProblems, problemSentence, type Problem } from '../../src/model/index.js';

it('a problem met twice is one', () => {
  const problem: Problem = { code: 'malformed', path: 'a', message: 'm', affectsCompleteness: true };
  expect(distinctProblems([problem, { ...problem }, { ...problem, path: 'b' }])).toHaveLength(2);
});

test.each<[first: string | null, second: string | null, met: string | null]>([
  ['dataflow', 'dataflow', 'dataflow'],
  ['dataflow', 'signature', null],
  ['dataflow', null, null],
  [null, 'dataflow', null],
])('a problem that %s and %s met is about the analysis %s', (first, second, met) => {
  const problem: Problem = { code: 'malformed', path: 'a', message: 'm', affectsCompleteness: true };
  const by = (analysis: string | null) => (analysis === null ? problem : { ...problem, analysis });
  expect(distinctProblems([by(first), by(second)])).toStrictEqual([by(met)]);
});

test.each([
  ['', 'No code was found.', 'No code was found.'],
  ['lib/a.bin', 'The entry is encrypted.', 'lib/a.bin: The entry is encrypted.'],
  ['fn.zip', 'fn.zip is not there.', 'fn.zip is not there.'],
  ['.', '. is source without a lockfile.', '. is source without a lockfile.'],
  ['.', 'Its dependencies are not known.', '.: Its dependencies are not known.'],
  ['../x.js', 'The map names ../x.js, which is outside.', 'The map names ../x.js, which is outside.'],
  ['t.yaml', 't.yaml (line 5) is not valid YAML.', 't.yaml (line 5) is not valid YAML.'],
  ['t.yaml', 'It refers to a/t.yaml here.', 't.yaml: It refers to a/t.yaml here.'],
  ['t.yaml', 'It refers to t.yaml.old here.', 't.yaml: It refers to t.yaml.old here.'],
  ['a', 'A package: a/b is not here.', 'a: A package: a/b is not here.'],
])('path %j and message %j become one sentence', (path, message, expected) => {
  expect(problemSentence({ path, message })).toBe(expected);
});

test('a sentence has the path and all of the message, and the path is not put before a message that begins with it', () => {
  const start = string({ unit: constantFrom('a', '/', '.', ' ', ':'), maxLength: 8 });
  assert(
    property(start, start, (path, rest) => {
      const sentence = problemSentence({ path, message: rest });
      expect(sentence.includes(path)).toBe(true);
      expect(sentence.endsWith(rest)).toBe(true);
      const doubled = problemSentence({ path, message: `${path} ${rest}` });
      expect(doubled).toBe(`${path} ${rest}`);
    }),
  );
});
