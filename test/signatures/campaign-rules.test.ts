import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/detectors/index.js';
import { campaignSchema } from '../../src/signatures/campaign.js';
import { NO_INVENTORY } from '../../src/model/index.js';
import { completeSet, loadSignatures, storedSet } from '../../src/signatures/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const PAYLOAD = 'inert payload of a test';
const INTEGRITY = 'sha512-aaaaaaaaaaaaaaaaaaaa+/bbbbbbbbbbbbbbbbb==';
const campaign = campaignSchema.parse({
  id: 'campaigns/mine',
  title: 'the campaign of a test',
  date: '2026-01-02',
  why: 'It is a campaign of a test.',
  marks: ['bad[].example.invalid', '203.0.113[].7'],
  layouts: [['setup_x.js', 'x_payload.js'], ['x_only.js']],
  sha256: { 'x.js': [createHash('sha256').update(PAYLOAD).digest('hex')] },
  integrity: [INTEGRITY],
});

async function find(files: Readonly<Record<string, string>>, name = 'p') {
  const tree = memoryTree(files);
  const inventory = { ...NO_INVENTORY, packages: [packageOf(name, '1.0.0')] };
  const { findings } = await detect({ tree, inventory, signatures: completeSet({ campaigns: [campaign] }) });
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

describe('a campaign is known by', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a mark',
      { 'node_modules/p/a.js': 'fetch("https://bad.example.invalid/x")' },
      ['critical campaign-marks/mine'],
    ],
    ['a mark in the application', { 'index.js': '"203.0.113.7"' }, ['critical campaign-marks/mine']],
    ['no part of another word', { 'index.js': '"203.0.113.77", "notbad.example.invalid"' }, []],
    ['no mark that is cut, as in its own file', { 'index.js': '"bad[].example.invalid"' }, []],
    ['no mark in a text for readers', { 'node_modules/p/README.md': 'bad.example.invalid' }, []],
    [
      'a file under another name',
      { 'node_modules/p/lib/other.mjs': PAYLOAD },
      ['critical campaign-hashes/mine'],
    ],
    ['no file that differs by a byte', { 'node_modules/p/x.js': `${PAYLOAD} ` }, []],
    [
      'an archive in a lockfile',
      { 'package-lock.json': `{"integrity":"${INTEGRITY}"}` },
      ['critical campaign-locks/mine'],
    ],
    [
      'an archive that a manager recorded',
      { 'node_modules/.package-lock.json': `"${INTEGRITY}"` },
      ['critical campaign-locks/mine'],
    ],
    [
      'files beside each other',
      { 'node_modules/p/setup_x.js': '1', 'node_modules/p/x_payload.js': '1' },
      ['high campaign-files/mine'],
    ],
    ['not one of them alone', { 'node_modules/p/setup_x.js': '1' }, []],
    ['not across packages', { 'node_modules/p/setup_x.js': '1', 'x_payload.js': '1' }, []],
    ['one name where one is enough', { 'x_only.js': '1' }, ['high campaign-files-2/mine']],
  ])('%s', async (_, files, expected) => {
    expect(await find(files)).toEqual(expected);
  });

  it('a scanner, which has to contain the marks, has a finding of LOW until it is compared', async () => {
    const path = 'node_modules/@cyclonedx/cdxgen/a.js';
    expect(await find({ [path]: '"bad.example.invalid"' }, '@cyclonedx/cdxgen')).toEqual([
      'low campaign-marks/mine',
    ]);
  });
});

it.each([
  ['a mark that stands whole', { marks: ['bad.example.invalid'] }],
  ['a date that is none', { date: '2026-13-01' }],
  ['a hash that is too short', { sha256: { a: ['abc'] } }],
  ['a package without versions', { packages: { npm: { a: [] } } }],
])('%s is refused', (_, fields) => {
  expect(campaignSchema.safeParse({ ...campaign, ...fields }).success).toBe(false);
});

describe('the shipped campaigns', async () => {
  const { campaigns, errors } = await loadSignatures(
    fileURLToPath(new URL('../../signatures', import.meta.url)),
  );
  const listed = campaignSchema.parse(
    JSON.parse(
      readFileSync(new URL('../../data/known-bad/compromised-releases.json', import.meta.url), 'utf8'),
    ),
  );

  it('are well-formed', () => {
    expect(errors.filter(({ file }) => file.includes('campaigns'))).toEqual([]);
    expect(campaigns.length).toBeGreaterThan(40);
  });

  it('say of no version both that it is bad and that it is good', () => {
    const bad = new Set(
      [...campaigns, listed].flatMap(({ packages }) =>
        Object.entries(packages).flatMap(([ecosystem, names]) =>
          Object.entries(names).flatMap(([name, versions]) =>
            versions === 'any' ? [] : versions.map((version) => `${ecosystem}:${name}@${version}`),
          ),
        ),
      ),
    );
    const good = campaigns.flatMap((one) =>
      Object.entries(one.good).flatMap(([ecosystem, names]) =>
        Object.entries(names).flatMap(([name, versions]) =>
          versions.map((version) => `${ecosystem}:${name}@${version}`),
        ),
      ),
    );
    expect(good.length).toBeGreaterThan(40);
    expect(good.filter((release) => bad.has(release))).toEqual([]);
  });

  it('do not match the campaigns that they describe', async () => {
    const files = Object.fromEntries(
      campaigns.map(({ id }) => [
        `${id.replace('/', '-')}.js`,
        readFileSync(new URL(`../../signatures/${id}.yaml`, import.meta.url), 'utf8'),
      ]),
    );
    const { findings } = await detect({
      tree: memoryTree(files),
      inventory: NO_INVENTORY,
      signatures: completeSet({ campaigns }),
    });
    expect(findings).toEqual([]);
  });

  it('are stored with their marks still cut', () => {
    const stored = JSON.stringify(storedSet({ campaigns }));
    const marks = campaigns.flatMap((one) => one.marks.map((mark) => mark.replaceAll('[]', '')));
    expect(marks.length).toBeGreaterThan(25);
    expect(marks.filter((mark) => stored.includes(mark))).toEqual([]);
  });

  it('have the list of compromised releases beside them', () => {
    expect(listed.packages['npm']?.['posthog-node']).toEqual(['4.18.1', '5.11.3', '5.13.3']);
    const versions = Object.values(listed.packages).flatMap((names) => Object.values(names).flat());
    expect(versions.length).toBe(5782);
  });
});
