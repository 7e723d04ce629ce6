import { expect, it } from 'vitest';
import { NO_COVERAGE, type Problem } from '../../src/model/index.js';
import { incompleteReasons, judgeFunction, summarise } from '../../src/policy/index.js';
import { artifactOf, findingOf, joinedOf, packageOf } from '../support/model-builders.js';

function unattributed(bytes: number, codeBytes: number) {
  return artifactOf('a', {
    coverage: { ...NO_COVERAGE, codeBytes, unattributed: bytes, firstParty: codeBytes - bytes },
  });
}

it.each([
  [100_001, 200_001, true],
  [100_001, 200_003, false],
  [100_000, 100_000, false],
  [3_000_000, 3_000_000, true],
])('%i of %i bytes unattributed: incomplete %s', (bytes, codeBytes, incomplete) => {
  expect(incompleteReasons(unattributed(bytes, codeBytes)).length > 0).toBe(incomplete);
});

const harmless: Problem = {
  code: 'unsupported',
  path: 'a',
  message: 'Not opened.',
  affectsCompleteness: false,
};
const grave: Problem = { code: 'malformed', path: 'b', message: 'Not read.', affectsCompleteness: true };

it('a function is as complete as its mounts', () => {
  const artifacts = new Map([
    ['whole', artifactOf('whole', { problems: [harmless] })],
    ['broken', artifactOf('broken', { problems: [grave] })],
  ]);
  const judge = (id: string) =>
    judgeFunction(joinedOf({ mounts: [{ artifact: id, path: '/var/task' }] }), artifacts);
  expect(judge('whole').complete).toBe(true);
  expect(judge('broken').reasons).toEqual(['broken.zip: b: Not read.']);
});

it('a file that cannot be read is one reason, whoever reads it, and the cause of what analyses lack in it', () => {
  const encrypted = { ...grave, code: 'encrypted', message: 'The entry is encrypted.' } as const;
  const again = { ...encrypted, message: 'The file is encrypted.' };
  const flow = { ...grave, message: 'Not followed.', analysis: 'dataflow' };
  const elsewhere = { ...flow, path: 'c', message: 'Not followed there.' };
  const judge = (own: readonly Problem[], ofArtifact: readonly Problem[]) =>
    judgeFunction(
      joinedOf({ mounts: [{ artifact: 'a', path: '/var/task' }], problems: own }),
      new Map([['a', artifactOf('a', { problems: ofArtifact })]]),
    ).reasons;
  expect(judge([flow], [encrypted, again])).toEqual([expect.stringMatching(/The entry is encrypted\.$/)]);
  expect(judge([flow, elsewhere], [encrypted])).toEqual([
    'c: Not followed there.',
    expect.stringContaining('The entry is encrypted.'),
  ]);
  expect(judge([flow], [])).toEqual(['b: Not followed.']);
});

it('a reason shared by many functions is shown once', () => {
  const broken = artifactOf('broken', { problems: [grave] });
  const fn = judgeFunction(
    joinedOf({ mounts: [{ artifact: 'broken', path: '/var/task' }] }),
    new Map([['broken', broken]]),
  );
  expect(summarise({ artifacts: [broken], functions: [fn, fn], problems: [] }).reasons).toHaveLength(1);
});

it.each([
  ['of no code', {}, false],
  ['of code', { coverage: { ...NO_COVERAGE, codeBytes: 1, firstParty: 1 } }, true],
  [
    'of a package that is only declared',
    { packages: [packageOf('x', '1.0.0', { presence: 'declared' })] },
    true,
  ],
  ['of no code, with a harmless problem', { problems: [harmless] }, false],
  ['that is a layer', { kind: 'layer' }, true],
] as const)('a function %s: complete %s', (_, fields, complete) => {
  const artifacts = new Map([['a', artifactOf('a', { coverage: NO_COVERAGE, ...fields })]]);
  const fn = joinedOf({ mounts: [{ artifact: 'a', path: '/var/task' }] });
  expect(judgeFunction(fn, artifacts).complete).toBe(complete);
});

it.each([
  ['bundled', true],
  ['vendored', false],
] as const)(
  'an advisory on a %s package of unknown version leaves it incomplete: %s',
  (presence, incomplete) => {
    const unknown = packageOf('x', null, { versionState: 'unknown', presence });
    const question = findingOf({ certainty: 'possible', package: unknown.id });
    const artifact = artifactOf('a', { packages: [unknown], findings: [question] });
    expect(incompleteReasons(artifact).length > 0).toBe(incomplete);
  },
);
