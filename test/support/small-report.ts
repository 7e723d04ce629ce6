import { findingOf, packageOf } from './model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from './sample-report.js';
import {
  NO_COVERAGE,
  type AdvisoryText,
  type Artifact,
  type Finding,
  type Report,
} from '../../src/model/index.js';

const BUNDLE_COVERAGE = {
  codeBytes: 4_100_000,
  installed: 0,
  bundled: 3_600_000,
  firstParty: 340_000,
  generated: 0,
  unattributed: 160_000,
};

function bundled(name: string, version: string | null, fields = {}): ReturnType<typeof packageOf> {
  const locations = [{ path: 'index.mjs', ranges: [[1_200_000, 1_300_000] as const] }];
  return packageOf(name, version, {
    id: `npm:index.mjs#${name}`,
    presence: 'bundled',
    locations,
    bytes: 100_000,
    evidence: [{ method: 'fingerprint', path: 'index.mjs', detail: '38 of 41 functions' }],
    ...fields,
  });
}

function malware(): Finding {
  return findingOf({
    id: 'm1',
    kind: 'malware',
    rule: 'MAL-2026-0001',
    title: 'Malicious code in plain-crypto-js',
    why: 'It sends the credentials of the function to a stranger.',
    severity: 'critical',
    package: 'npm:index.mjs#plain-crypto-js',
    references: ['https://advisories.example.invalid/MAL-2026-0001'],
    evidence: [{ method: 'fingerprint', path: 'index.mjs', detail: '38 of 41 functions' }],
    remediation: {
      action: 'remove',
      version: null,
      major: false,
      direct: { name: 'axios', version: '1.14.2' },
      text: "Remove plain-crypto-js: take axios 1.14.2, and rotate this function's credentials.",
    },
  });
}

/** The bundle of screen-cv: malware, a direct and a transitive package with advisories, and small ones that fold. */
function screenCvArtifact(): Artifact {
  const names = ['qs', 'minimatch', 'ms', 'debug', 'braces', 'send'];
  const plainCrypto = bundled('plain-crypto-js', '4.2.1');
  const lodash = bundled('lodash', null, {
    versionState: 'set',
    candidates: ['4.17.12', '4.17.13', '4.17.14', '4.17.15'],
  });
  const viaCheerio = { name: 'cheerio', version: null };
  return reportedArtifact('aaaa', {
    path: '.serverless/screen-cv.zip',
    size: 4_100_000,
    coverage: BUNDLE_COVERAGE,
    packages: [
      bundled('axios', '1.14.1', { direct: true, dependencies: [plainCrypto.id] }),
      plainCrypto,
      bundled('jsonwebtoken', '8.5.1', { direct: true }),
      bundled('cheerio', '0.22.0', { direct: true, dependencies: [lodash.id] }),
      lodash,
      ...names.map((name) => bundled(name, '1.0.0', { direct: true })),
    ],
    findings: [
      malware(),
      ...[8.1, 7.5, 5.9].map((score, at) =>
        upgradeOf('jsonwebtoken', '9.0.2', {
          id: `j${at}`,
          rule: `GHSA-jwt-${at}`,
          package: 'npm:index.mjs#jsonwebtoken',
          severity: score > 7 ? 'high' : 'medium',
          score,
          references: [`https://advisories.example.invalid/GHSA-jwt-${at}`],
        }),
      ),
      ...(['certain', 'certain', 'possible'] as const).map((certainty, at) =>
        upgradeOf('lodash', '4.17.21', {
          id: `l${at}`,
          rule: `GHSA-lodash-${at}`,
          package: lodash.id,
          certainty,
          score: 7.2,
          remediation: {
            action: 'upgrade',
            version: '4.17.21',
            major: false,
            direct: viaCheerio,
            text: 'Raise cheerio.',
          },
        }),
      ),
      ...names.map((name, at) =>
        upgradeOf(name, '1.0.1', {
          id: `s${at}`,
          rule: `GHSA-small-${at}`,
          package: `npm:index.mjs#${name}`,
          severity: at < 2 ? 'medium' : 'low',
        }),
      ),
    ],
  });
}

/** An advisory in the words of others, with markup that no format may take for its own. */
const LODASH_TEXT: AdvisoryText = {
  rule: 'GHSA-lodash-0',
  summary: 'Command injection in lodash',
  details: '### Impact\n<img src=x onerror=alert(1)> [click](javascript:alert(1)) @everyone ```\n\n| a | b |',
  references: ['https://advisories.example.invalid/lodash', 'javascript:alert(1)'],
  credits: ['A <b>finder</b>'],
  weaknesses: [{ id: 'CWE-94', name: 'Code injection' }],
};

/** Three functions: a bad bundle, code whose package hides a vulnerable one of its layer, and an archive that could not be read. */
export function smallReport(): Report {
  const screenCv = screenCvArtifact();
  const minimist = packageOf('minimist', '1.2.8', { direct: true });
  const store = reportedArtifact('bbbb', {
    path: '.serverless/store-candidate.zip',
    size: 320_000,
    packages: [minimist],
  });
  const old = packageOf('minimist', '1.2.0', { id: 'npm:nodejs/node_modules/minimist', direct: true });
  const layer = reportedArtifact('cccc', {
    kind: 'layer',
    path: '.serverless/shared-deps.zip',
    packages: [old],
    findings: [upgradeOf('minimist', '1.2.8', { id: 'n', package: old.id, severity: 'medium', score: 5.6 })],
  });
  const unread = reportedArtifact('dddd', {
    path: '.serverless/parse-attachment.zip',
    coverage: NO_COVERAGE,
    problems: [
      {
        code: 'encrypted',
        path: 'secrets.bin',
        message: 'The entry is encrypted.',
        affectsCompleteness: true,
      },
    ],
  });
  const functions = [
    reportedFunction('screen-cv', [screenCv], { declaredIn: { path: 'serverless.yml', line: 12 } }),
    reportedFunction('store-candidate', [store, layer], {
      packages: [
        { artifact: store.id, id: minimist.id, reachable: null, when: null, via: [], shadowedBy: null },
        {
          artifact: layer.id,
          id: old.id,
          reachable: null,
          when: null,
          via: [],
          shadowedBy: `${store.id}#${minimist.id}`,
        },
      ],
    }),
    reportedFunction('parse-attachment', [unread], { runtime: 'python3.12', handler: 'app.main' }),
  ];
  return { ...reportOf(functions, [screenCv, store, layer, unread]), descriptions: [LODASH_TEXT] };
}
