import { describe, expect, it } from 'vitest';
import { readUpdateinfo } from '../../../src/advisories/records/updateinfo.js';
import { updateinfo, type MadeUpdate } from '../../support/updateinfo.js';

const RELEASE = 'Amazon Linux:2023';

const OPENSSL: MadeUpdate = {
  id: 'ALAS2023-2026-001',
  cves: ['CVE-2026-1', 'CVE-2026-2'],
  packages: ['openssl 1 3.0.8 1.amzn2023.0.4 x86_64', 'openssl-libs 1 3.0.8 1.amzn2023.0.4 x86_64'],
};

function fixesIn(...packages: readonly string[]): unknown {
  const { records } = readUpdateinfo(updateinfo({ ...OPENSSL, packages }), RELEASE);
  return records[0]?.affected?.map(({ package: of, ranges }) => [of?.name, ranges?.[0]?.events[1]?.fixed]);
}

it('an update is a record with its flaws, packages and dates', () => {
  const { records, unreadable, newest } = readUpdateinfo(updateinfo(OPENSSL), RELEASE);
  expect(records).toEqual([
    {
      id: 'ALAS2023-2026-001',
      published: '2026-05-01T10:00:00Z',
      modified: '2026-05-02T10:00:00Z',
      upstream: ['CVE-2026-1', 'CVE-2026-2'],
      summary: 'Update of ALAS2023-2026-001',
      details: 'A flaw <here>.',
      references: [
        { url: 'https://cve.example.invalid/CVE-2026-1' },
        { url: 'https://cve.example.invalid/CVE-2026-2' },
      ],
      severity: null,
      database_specific: { severity: 'important' },
      affected: ['openssl', 'openssl-libs'].map((name) => ({
        package: { ecosystem: RELEASE, name },
        severity: null,
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1:3.0.8-1.amzn2023.0.4' }] }],
      })),
    },
  ]);
  expect([unreadable.size, newest]).toEqual([0, '2026-05-02T10:00:00Z']);
});

describe('versions', () => {
  it.each([
    ['without an epoch', ['a 0 1.2 3.amzn2023 noarch'], [['a', '1.2-3.amzn2023']]],
    ['with one', ['a 2 1.2 3.amzn2023 noarch'], [['a', '2:1.2-3.amzn2023']]],
    [
      'of two processors: the highest',
      ['a 0 1.2 3.amzn2023 x86_64', 'a 0 1.10 1.amzn2023 aarch64', 'a 0 1.9 1.amzn2023 src'],
      [['a', '1.10-1.amzn2023']],
    ],
  ])('%s', (_, packages, fixes) => {
    expect(fixesIn(...packages)).toEqual(fixes);
  });
});

it.each<[string, Partial<MadeUpdate>]>([
  ['is not about security', { type: 'bugfix' }],
  ['was retracted', { status: 'retracted' }],
])('an update that %s is no advisory', (_, change) => {
  const { records, unreadable } = readUpdateinfo(updateinfo({ ...OPENSSL, ...change }), RELEASE);
  expect([records, unreadable.size]).toEqual([[], 0]);
});

it.each<[string, readonly string[]]>([
  ['without packages', []],
  ['with a version that is none', ['a 0 1/2 3 x86_64']],
  ['of which one version is none', ['a 0 1.2 3 x86_64', 'b 0 / 3 x86_64']],
  ['with a package without a name', [' 0 1.2 3 x86_64']],
])('an update %s is named as unreadable', (_, packages) => {
  const { records, unreadable } = readUpdateinfo(updateinfo({ ...OPENSSL, packages }), RELEASE);
  expect(records).toEqual([]);
  expect([...unreadable.keys()]).toEqual(['ALAS2023-2026-001']);
});

it.each(['', 'hello', '<metadata></metadata>', '{}', '<html><updates></updates></html>'])(
  '%j is no list',
  (text) => {
    expect(() => readUpdateinfo(text, RELEASE)).toThrow(/no list of updates/);
  },
);

it('a list that is cut anywhere is refused', () => {
  const whole = updateinfo(OPENSSL).trimEnd();
  for (let at = whole.indexOf('<updates>') + 9; at < whole.length; at += 1)
    expect(() => readUpdateinfo(whole.slice(0, at), RELEASE)).toThrow(/cut off/);
});

it('dates that nobody set are none', () => {
  const { records } = readUpdateinfo(updateinfo({ ...OPENSSL, issued: 'soon', updated: '' }), RELEASE);
  expect(records[0]).toMatchObject({ published: null, modified: '0001-01-01T00:00:00Z' });
});

describe('a hostile list', () => {
  it('cannot grow by entities', () => {
    const text = updateinfo(OPENSSL).replace('<updates>', '<!DOCTYPE x [<!ENTITY a "b">]><updates>');
    expect(readUpdateinfo(text.replace('A flaw', '&a;&a;'), RELEASE).records[0]?.details).toBe(
      '&a;&a; <here>.',
    );
  });

  it('is refused where it is too deep', () => {
    expect(() =>
      readUpdateinfo(`<updates>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</updates>`, RELEASE),
    ).toThrow(/cut off/);
  });

  it('has names that are names of nothing else', () => {
    const text = updateinfo({ ...OPENSSL, packages: ['__proto__ 0 1 1 noarch', 'constructor 0 1 1 noarch'] });
    expect(readUpdateinfo(text, RELEASE).records[0]?.affected).toHaveLength(2);
    expect(({} as Record<string, unknown>)['fixed']).toBeUndefined();
  });

  it('links to web pages alone', () => {
    const text = updateinfo(OPENSSL).replaceAll('https://cve', 'javascript:cve');
    expect(readUpdateinfo(text, RELEASE).records[0]?.references).toEqual([]);
  });
});
