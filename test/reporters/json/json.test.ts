import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { json } from '../../../src/reporters/json/index.js';
import { hostileReport } from '../../support/hostile-report.js';
import { packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportOf } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

reporterContract(json);

/** The same report with the keys of every object turned round. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turnedRound(member)]),
  );
}

test('format to print is the report', () => {
  expect(JSON.parse(rendered(json, smallReport()))).toEqual(smallReport());
});

test('escaping loses nothing of a hostile report, nor of a __proto__ tag', () => {
  const report = hostileReport();
  const parsed = JSON.parse(rendered(json, report)) as Report;
  // Keys of null prototypes and own __proto__ keys both survive as entries.
  expect(Object.entries(parsed.functions[0]?.tags ?? {})).toEqual(
    Object.entries(report.functions[0]?.tags ?? {}),
  );
  expect(JSON.stringify(parsed)).toBe(JSON.stringify(JSON.parse(rendered(json, parsed))));
  expect(parsed.artifacts).toEqual(report.artifacts);
});

test('keys come in the order of the contract, whatever order they were built in', () => {
  expect(rendered(json, turnedRound(smallReport()) as Report)).toBe(rendered(json, smallReport()));
});

test('fields outside the contract are not printed', () => {
  const report = { ...smallReport(), password: 'hunter2' };
  expect(rendered(json, report)).not.toContain('hunter2');
});

test.each([1, 200, 201, 450])('%i packages are indented by two spaces like JSON.stringify does', (count) => {
  const packages = Array.from({ length: count }, (_, at) => packageOf(`p${at}`, '1.0.0'));
  const text = rendered(json, reportOf([], [reportedArtifact('a', { packages })]));
  expect((JSON.parse(text) as Report).artifacts[0]?.packages).toEqual(packages);
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
});
