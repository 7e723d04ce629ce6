import { describe, expect, it } from 'vitest';
import { matchPackages } from '../../src/advisories/match/match.js';
import { storeOf } from '../support/advisory-database.js';
import { findingOf, findingsOf } from '../support/match-one.js';
import { packageOf } from '../support/model-builders.js';
import { realRecord } from '../support/osv-records.js';

describe('real records', () => {
  it.each([
    [
      'GHSA-wc9v-mj63-m9g5',
      'pg',
      ['2.11.1', '3.6.3', '7.0.1', '7.1.1', '2.11.2-0'],
      ['2.11.2', '3.6.4', '6.4.2', '7.1.2', '8.0.0'],
    ],
    ['GHSA-35jh-r3h4-6jhm', 'lodash', ['0.1.0', '4.17.20', '4.17.21-rc'], ['4.17.21', '4.17.21+1']],
    ['GHSA-35jh-r3h4-6jhm', 'lodash.template', ['4.5.0'], ['4.5.1', '4.5.1-0']],
    [
      'GHSA-9qr9-h5gf-34mp',
      'next',
      ['14.3.0-canary.77', '14.3.0', '15.0.4'],
      ['14.3.0-canary.76', '14.2.9', '15.0.5'],
    ],
    ['GHSA-x2rg-q646-7m2v', 'koa', ['3.0.0-alpha.1'], ['3.0.0-alpha.0']],
    ['GHSA-75v8-2h7p-7m2m', 'formidable', ['3.1.1-canary.20211030'], ['3.1.1-canary.20211029']],
    ['GHSA-4r6h-8v6p-xvw6', 'xlsx', ['0.0.1', '0.18.5', '99.0.0'], []],
    ['GHSA-67hx-6x53-jw92', 'babel-traverse', ['6.26.0', '7.0.0-beta.3'], []],
    [
      'GHSA-67hx-6x53-jw92',
      '@babel/traverse',
      ['7.23.1', '8.0.0-alpha.3'],
      ['7.23.2', '8.0.0-alpha.4', '8.0.0'],
    ],
    ['MAL-2025-46969', 'chalk', ['5.6.1'], ['5.6.0', '5.6.2']],
    ['MAL-2025-46970', 'chalk-template', ['1.1.1'], ['1.1.0', '1.1.2']],
    [
      'GHSA-pjwm-rvh2-c87w',
      'ua-parser-js',
      ['0.7.29', '0.8.0', '1.0.0'],
      ['0.7.28', '0.7.30', '0.8.1', '1.0.1'],
    ],
    ['GHSA-rm8p-cx58-hcvx', 'axios', [], ['0.1.0', '1.0.0']],
  ])('%s hits %s', (...[id, name, affected, clear]) => {
    const store = storeOf(realRecord(id));
    const hit = (version: string): boolean => matchPackages([packageOf(name, version)], store).length > 0;
    expect({ affected: affected.filter(hit), clear: clear.filter(hit) }).toEqual({ affected, clear: [] });
  });

  it.each([
    ['GHSA-3h5v-q93c-6h6q', 'ws', '8.17.0', 8.7],
    ['GHSA-v6h2-p8h4-qcjw', 'brace-expansion', '2.0.1', 3.1],
    ['GHSA-35jh-r3h4-6jhm', 'lodash', '4.17.20', 7.2],
  ])('%s has the highest score of its vectors', (...[id, name, version, score]) => {
    expect(findingOf(packageOf(name, version), realRecord(id)).score).toBe(score);
  });

  it('without any severity are unknown', () => {
    const { severity, score } = findingOf(packageOf('axios', '1.5.0'), realRecord('GHSA-8hc4-vh64-cxmj'));
    expect([severity, score]).toEqual(['unknown', null]);
  });
});

describe('alias groups', () => {
  const both = [realRecord('GHSA-35jh-r3h4-6jhm'), realRecord('GHSA-r5fr-rjxr-66jc')];

  it('are one finding with the rest as aliases and all fixes', () => {
    expect(findingsOf(packageOf('lodash', '4.17.20'), ...both)).toMatchObject([
      {
        rule: 'GHSA-35jh-r3h4-6jhm',
        aliases: ['GHSA-r5fr-rjxr-66jc', 'CVE-2021-23337', 'CVE-2026-4800'],
        severity: 'high',
        score: 8.1,
        fixedIn: ['4.17.21', '4.18.0'],
        remediation: { action: 'upgrade', version: '4.18.0' },
      },
    ]);
  });

  it('are matched record by record', () => {
    expect(findingsOf(packageOf('lodash', '4.17.21'), ...both)).toMatchObject([
      { rule: 'GHSA-r5fr-rjxr-66jc', fixedIn: ['4.18.0'] },
    ]);
  });

  it.each([
    ['GHSA-xxjr-mmjv-4gpg', 'GHSA-f23m-r3pf-42rh', 'lodash', '4.17.20'],
    ['GHSA-9wv6-86v2-598j', 'GHSA-37ch-88jc-xwx2', 'path-to-regexp', '0.1.7'],
  ])('%s and %s on %s', (...[one, other, name, version]) => {
    expect(findingsOf(packageOf(name, version), realRecord(one), realRecord(other)).length).toBe(1);
  });
});
