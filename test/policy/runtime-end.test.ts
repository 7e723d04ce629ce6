import { expect, test } from 'vitest';
import type { FunctionReport } from '../../src/model/index.js';
import { datesOf, DATES_AS_OF } from '../../src/policy/runtime-dates.js';
import { runtimeEnd } from '../../src/policy/runtime-end.js';

function of(runtime: string | null, platform = 'aws-lambda'): FunctionReport {
  return { id: 'f', runtime, platform, declaredIn: null, arn: null } as FunctionReport;
}

test.each([
  ['nodejs20.x', '2025-01-01', []],
  ['nodejs20.x', '2026-01-29', []],
  ['nodejs20.x', '2026-01-30', ['low The runtime nodejs20.x gets no security patches after 2026-04-30']],
  ['nodejs20.x', '2026-04-30', ['low The runtime nodejs20.x gets no security patches after 2026-04-30']],
  [
    'nodejs20.x',
    '2027-01-01',
    [
      'medium The runtime nodejs20.x gets no security patches since 2026-04-30, and cannot be updated after 2027-03-03',
    ],
  ],
  ['nodejs20.x', '2026-05-01', ['medium The runtime nodejs20.x gets no security patches since 2026-04-30']],
  [
    'nodejs20.x',
    '2027-03-04',
    [
      'medium The runtime nodejs20.x cannot be updated since 2027-03-03, and gets no patches since 2026-04-30',
    ],
  ],
  ['python3.13', '2026-11-29', []],
  ['provided', '2026-11-29', ['medium The runtime provided gets no security patches since 2024-01-08']],
  ['nodejs99.x', '2026-11-29', []],
  ['constructor', '2026-11-29', []],
  [null, '2026-11-29', []],
])('%s on %s: %j', (runtime, today, expected) => {
  expect(runtimeEnd(of(runtime), today).map(({ severity, title }) => `${severity} ${title}`)).toEqual(
    expected,
  );
});

test('its place is that of the function', () => {
  const declaredIn = { path: 'template.yaml', line: 3 };
  expect(runtimeEnd({ ...of('python3.9'), declaredIn }, '2026-11-29')[0]?.evidence).toMatchObject([
    declaredIn,
  ]);
});

test('other platforms have other dates', () => {
  expect(runtimeEnd(of('nodejs16.x', 'gcf'), '2026-11-29')).toEqual([]);
});

test('tells of which day the dates are, and its fingerprint is the same on every day', () => {
  const [first] = runtimeEnd(of('python3.9'), '2026-11-29');
  const [later] = runtimeEnd(of('python3.9'), '2027-11-29');
  expect(first?.evidence).toEqual([
    { path: '', line: null, detail: `dates as of ${DATES_AS_OF}; AWS may have moved them` },
  ]);
  expect(first?.fingerprint).toBe('runtime/runtime-end/runtime%3Apython3.9/f');
  expect(later?.fingerprint).toBe(first?.fingerprint);
});

test('every date is a day', () => {
  const dates = ['nodejs24.x', 'python3.14', 'java8.al2', 'dotnet8', 'ruby3.4', 'provided.al2023'].map(
    (name) => datesOf(name),
  );
  expect(dates.map((each) => /^\d{4}-\d{2}-\d{2}$/.test(each?.deprecated ?? ''))).toEqual(
    Array(6).fill(true),
  );
});
