import { expect, it, test } from 'vitest';
import type { FindingReference } from '../../src/model/index.js';
import { chooseAnnotations, unseenWords, type AnnotationChoice } from '../../src/reporters/annotations.js';
import { indexReport } from '../../src/reporters/report-index.js';
import { sightingsOf, type Sighting } from '../../src/reporters/sightings.js';
import type { Annotation } from '../../src/reporters/workflow-command.js';
import { packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../support/sample-report.js';

/** How a function has a finding. */
type Told = Partial<Pick<FindingReference, 'isNew' | 'suppression'>>;

const SUPPRESSION = { reason: 'not called', owner: null, expires: null, source: 'rules' };
const RUN: Annotation = { level: 'error', title: 't', message: 'm', file: null, line: null };

/** Packages with a finding each, in functions that refer to the first finding as given. */
function sightings(references: readonly Told[] = [{}], count = 1): Sighting[] {
  const packages = Array.from({ length: count }, (_, at) => packageOf(`p${at}`, '1.0.0'));
  const artifact = reportedArtifact('a', {
    packages,
    findings: packages.map(({ name }, at) => upgradeOf(name, '2.0.0', { id: `f${at}`, severity: 'high' })),
  });
  const functions = references.map((fields, at) =>
    reportedFunction(`fn${at}`, [artifact], {
      findings: [
        { artifact: artifact.id, id: 'f0', fingerprint: 'f', isNew: null, suppression: null, ...fields },
      ],
    }),
  );
  return sightingsOf(indexReport(reportOf(functions, [artifact])));
}

const CHOICE: AnnotationChoice = { placeOf: () => ({ file: 'a', line: 1 }), newOnly: true, first: [] };

test.each<[references: Told[], told: number]>([
  [[{}], 1],
  [[{ suppression: SUPPRESSION }], 0],
  [[{ suppression: SUPPRESSION }, {}], 1],
  [[{ isNew: false }], 0],
  [[{ isNew: false }, { isNew: true }], 1],
  [[{ isNew: false }, { isNew: true, suppression: SUPPRESSION }], 0],
])('in functions with %j there are %i', (references, told) => {
  expect(chooseAnnotations(sightings(references), CHOICE).shown).toHaveLength(told);
});

it('counts urgent annotations towards the limit, and those without a place as elsewhere', () => {
  const all = sightings([{}], 10);
  const { shown, folded, elsewhere } = chooseAnnotations(all, { ...CHOICE, first: [RUN, RUN] });
  expect([shown.length, folded, elsewhere]).toEqual([9, 3, 0]);
  expect(shown.slice(0, 2)).toEqual([RUN, RUN]);
  expect(chooseAnnotations(all, { ...CHOICE, placeOf: () => null })).toEqual({
    shown: [],
    folded: 0,
    elsewhere: 10,
  });
});

test('many reasons are reported by a few, with their number', () => {
  expect(unseenWords({ reasons: ['a', 'b\n::error::c'] })).toBe(
    'The scan is incomplete.\na\nb\\u{a}::error::c',
  );
  expect(unseenWords({ reasons: ['a', 'b', 'c', 'd', 'e'] })).toMatch(/\nc\nand 2 more$/);
});
