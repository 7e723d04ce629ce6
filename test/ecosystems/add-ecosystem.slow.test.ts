import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Building from '../../src/advisories/index/build-index.js';
import type { Report } from '../../src/model/index.js';
import type * as Reporting from '../../src/reporters/index.js';
import type * as Scanning from '../../src/scan.js';
import { recordOf } from '../support/osv-records.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { programWithToys } from '../support/toy-ecosystem.js';

const folder = mkdtempSync(join(tmpdir(), 'stowaway-toys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  'index.js': 'exports.handler = () => 1;',
  'package.json': '{"name":"fn"}',
  'toys/blocks/label.txt': 'acme:Wooden_Blocks r9',
  'toys/blocks/index.js': 'console.log(1)',
  'toys/ball/label.txt': 'acme:ball r10',
};
const affected = [
  {
    package: { ecosystem: 'Toy', name: 'Acme:wooden-blocks' },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: 'r10' }] }],
  },
  {
    package: { ecosystem: 'Toy', name: 'acme:ball' },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: 'r10' }] }],
  },
];

let report: Report;
let rendered: (format: string) => string;

beforeAll(async () => {
  const load = await programWithToys(folder);
  const { newIndexBuilder } = (await load('src/advisories/index/build-index.ts')) as typeof Building;
  const { scan } = (await load('src/scan.ts')) as typeof Scanning;
  const { REPORTERS } = (await load('src/reporters/index.ts')) as typeof Reporting;
  const builder = newIndexBuilder('Toy');
  builder.add(recordOf({ id: 'TOY-2026-1', affected }));
  const about = { source: 'https://osv.example.invalid/', asOf: '2026-05-31T00:00:00Z', unreadable: 0 };
  const { indexFileOf } = (await load('src/advisories/index/advisory-index.ts')) as {
    indexFileOf: (ecosystem: string) => string;
  };
  builder.write(join(folder, indexFileOf('Toy')), about);
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(FILES));
  const now = new Date('2026-06-01T00:00:00Z');
  report = await scan({ targets: ['fn.zip'], cwd: folder, db: folder, now }).report;
  rendered = (format) => {
    const presentation = { colour: false, width: 80, verbose: false, links: false, elapsedMillis: null };
    const aws = { account: '123456789012', region: 'eu-west-1' };
    const reporter = REPORTERS.find(({ id }) => id === format);
    return [...(reporter?.render(report, { ...presentation, aws }) ?? [])].join('');
  };
}, 120_000);

test('its packages are found, and have package URLs', () => {
  const [artifact] = report.artifacts;
  expect(artifact?.packages.map(({ purl }) => purl)).toEqual([
    'pkg:toy/acme/Wooden_Blocks@r9',
    'pkg:toy/acme/ball@r10',
  ]);
});

test('advisories match by its order of versions, and whatever the spelling of a name', () => {
  const found = report.artifacts[0]?.findings.map(({ rule, fixedIn, package: id }) => [rule, id, fixedIn]);
  expect(found).toEqual([['TOY-2026-1', 'toy:toys/blocks', ['r10']]]);
});

test('the change that clears a finding has the command of its package manager', () => {
  expect(report.artifacts[0]?.changes.map(({ command }) => command)).toEqual([
    'toybox put acme:Wooden_Blocks=r10',
  ]);
});

test('files of installed packages are not the code of the function', () => {
  expect(report.artifacts[0]?.coverage.firstParty).toBe(Buffer.byteLength(FILES['index.js']));
});

test.each(['cyclonedx', 'spdx'])('%s has its package URLs', (format) => {
  expect(rendered(format)).toContain('pkg:toy/acme/Wooden_Blocks@r9');
});

test('AWS Security Hub gets its name', () => {
  expect(rendered('asff')).toMatch(/"PackageManager": ?"TOYBOX"/);
});
