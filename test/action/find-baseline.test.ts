import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { findBaseline, type BaselineContext } from '../../src/action/find-baseline.js';
import type { BaselineInput } from '../../src/action/read-inputs.js';
import { smallReport } from '../support/small-report.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const CHANGE = { pullRequest: 7, baseBranch: 'main', baseCommit: null };
const NOWHERE: BaselineContext = { repository: 'team/app', change: null, api: null, base: null };
const ARTIFACT = { kind: 'artifact', name: 'stowaway-report', isExplicit: false } as const;

it('is a file that is named', async () => {
  const path = join(temporaryFolder(), 'old.json');
  writeFileSync(path, JSON.stringify(smallReport()));
  const { baseline, notes } = await findBaseline({ kind: 'file', path }, NOWHERE);
  expect([baseline?.source, notes]).toEqual([path, []]);
  expect(baseline?.fingerprints.size).toBeGreaterThan(0);
});

test.each<[BaselineInput, Partial<BaselineContext>, notes: unknown[]]>([
  [{ kind: 'none' }, { change: CHANGE }, []],
  [ARTIFACT, {}, []],
  [{ ...ARTIFACT, isExplicit: true }, {}, [expect.stringContaining('this run is about no pull request')]],
  [ARTIFACT, { change: CHANGE }, [expect.stringContaining("there is no token for GitHub's API")]],
  [
    { kind: 'file', path: '/nowhere.json' },
    {},
    [expect.stringContaining('/nowhere.json: there is no such file')],
  ],
])('%j with %j is no baseline', async (input, grounds, notes) => {
  expect(await findBaseline(input, { ...NOWHERE, ...grounds })).toEqual({
    before: null,
    baseline: null,
    notes,
  });
});

it('that is no report is a mistake', async () => {
  const path = join(temporaryFolder(), 'old.json');
  writeFileSync(path, '{}');
  await expect(findBaseline({ kind: 'file', path }, NOWHERE)).rejects.toThrow('cannot be compared');
});
