import { expect, test } from 'vitest';
import { evidenceFiles } from '../../src/audit/index.js';
import type { Holder, PackageAnswer } from '../../src/sweep/describe/find-package.js';
import { summaryPage } from '../../src/sweep/describe/summary-page.js';
import type { SweepSummary } from '../../src/sweep/describe/sweep-summary.js';
import { wherePage } from '../../src/sweep/describe/where-page.js';
import type { SweptFinding } from '../../src/sweep/sweep-report.js';
import { smallReport } from '../support/small-report.js';
import { violations } from '../support/report-page.js';
import { goTo, showInChromium, unfold } from './browser.js';

const show = showInChromium();

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders-of-a-customer-with-a-long-name';
const PLACE = { function: ARN, account: '123456789012', region: 'eu-west-1', triggers: [] };
const SINCE = '2026-06-01T03:00:00Z';
const GAP = {
  account: '210987654321',
  region: 'eu-west-1',
  action: 'lambda:ListFunctions',
  resource: null,
  status: 'denied',
  reason: 'AccessDenied',
  affectsCompleteness: true,
  accepted: null,
} satisfies SweepSummary['gaps'][number];

function holder(until: string | null): Holder {
  return {
    ...PLACE,
    name: 'orders-of-a-customer-with-a-long-name',
    version: '$LATEST',
    aliases: ['live'],
    reachable: true,
    layer: null,
    artifact: 'a'.repeat(64),
    since: SINCE,
    until,
    versions: ['1.14.1'],
    presence: 'bundled',
    certainty: 'certain',
    stale: until === null,
    lastSeen: SINCE,
  };
}

const WHERE: PackageAnswer = {
  ecosystem: 'npm',
  name: 'axios',
  asked: '1.14.1',
  now: [holder(null)],
  before: [holder('2026-06-02T03:00:00Z')],
  unread: { reachable: 1, unreachable: 1 },
  isLookedFor: true,
  unseenPlaces: [GAP],
  run: 2,
};

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;

const DETAIL: SweptFinding['detail'] = {
  title: 'A flaw',
  aliases: [],
  score: 7.5,
  kev: null,
  epss: null,
  certainty: 'certain',
  fixedIn: ['1.14.2'],
  remediation: null,
  package: 'pkg:npm/axios@1.14.1',
  artifact: null,
  rank: 50,
  versions: ['$LATEST'],
};

function found(severity: string): SweptFinding {
  return {
    ...PLACE,
    fingerprint: severity,
    kind: 'advisory',
    rule: 'CVE-2026-0001',
    severity,
    detail: DETAIL,
    stale: severity === 'low',
    since: SINCE,
  };
}

const FOUND = SEVERITIES.map(found);
const COUNTS = SEVERITIES.map((severity) => ({ kind: 'advisory', severity, count: 1 }));
const POINT = { startedAt: SINCE, complete: false, functions: 3, covered: 2 };

const SUMMARY: SweepSummary = {
  run: 2,
  startedAt: SINCE,
  complete: false,
  since: 1,
  counts: { new: COUNTS, fixed: COUNTS, open: COUNTS },
  findings: { new: FOUND, fixed: FOUND, open: FOUND },
  by: 'account',
  groups: [
    { name: '123456789012', findings: 5, functions: 1, critical: 1, high: 1, medium: 1, low: 1, unknown: 1 },
  ],
  gaps: [GAP],
  problems: [{ code: 'stale', path: 'npm', message: 'The data is old.', affectsCompleteness: true }],
  stale: 1,
  incomplete: 1,
  accepting: 1,
  uncalledVersions: 1,
  reasons: [{ reason: 'An entry is encrypted.', functions: 1, example: ARN }],
  acceptedGaps: [],
  trend: [1, 2].map((run) => ({ ...POINT, run, open: { critical: run, high: 3 } })),
};

function evidencePage(): string {
  const options = { basis: 'advisory data', sweep: null, signed: false, secondsPerArtifact: 60 } as const;
  const page = [...evidenceFiles(smallReport(), options)].find(({ path }) => path === 'index.html');
  return [...(page?.pieces ?? [])].join('');
}

const PAGES: readonly (readonly [string, () => string])[] = [
  ['where', () => wherePage(WHERE)],
  ['sweep report', () => summaryPage(SUMMARY)],
  ['evidence', evidencePage],
];

const LOOKS = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => [width, colorScheme] as const),
);

test.each(PAGES.flatMap(([what, make]) => LOOKS.map((look) => [what, ...look, make] as const)))(
  '%s at %i px, %s: no page breaks a rule of WCAG AA, and nothing sticks out',
  async (...[, width, colorScheme, make]) => {
    const options = { viewport: { width, height: 800 }, colorScheme, bypassCSP: true };
    const { page } = await show(make(), '', options);
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a[href^="#/"]')].map((link) => link.getAttribute('href').split('?')[0])`,
    );
    const broken: string[] = [];
    for (const hash of new Set(['#/', ...links])) {
      await goTo(page, hash);
      await unfold(page);
      broken.push(...(await violations(page)).map((line) => `${hash} ${line}`));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(broken).toEqual([]);
  },
);
