import { expect, it, test } from 'vitest';
import type { FunctionPermissions, GrantedPermission } from '../../src/model/index.js';
import { compareRisk, riskRank, roleReachOf, type Risk } from '../../src/policy/index.js';
import { findingOf } from '../support/model-builders.js';
import { permissionsWith } from '../support/needs-of.js';

const PLAIN: Risk = { isMalware: false, reachable: null, exposure: null, severity: 'medium', role: null };
const role = (power: 'everything' | 'change' | 'read' | 'other') => ({ power, words: power });
const LOADED = { reachable: true } as const;
const PUBLIC = { reachable: true, exposure: 'public' } as const;
const UNLOADED = { reachable: false } as const;

/** The first stands before the second. */
const PAIRS: readonly (readonly [Partial<Risk>, Partial<Risk>])[] = [
  // Malware stands above all, also where it is not loaded: its install script ran all the same.
  [
    { isMalware: true, ...UNLOADED, severity: 'low' },
    { ...PUBLIC, severity: 'critical', role: role('everything') },
  ],
  [
    { isMalware: true, severity: 'unknown' },
    { ...PUBLIC, severity: 'critical' },
  ],
  [
    { isMalware: true, ...PUBLIC },
    { isMalware: true, ...LOADED, exposure: 'internal' },
  ],
  [
    { isMalware: true, ...LOADED },
    { isMalware: true, ...UNLOADED, severity: 'critical' },
  ],
  // What anybody may start and the function loads.
  [
    { ...PUBLIC, severity: 'low' },
    { ...LOADED, exposure: 'internal', severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'low' },
    { ...LOADED, exposure: 'account', severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'low' },
    { ...LOADED, exposure: 'unknown', severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'low' },
    { ...LOADED, exposure: 'noneSeen', severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'low' },
    { ...LOADED, exposure: null, severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'unknown' },
    { exposure: 'public', severity: 'critical' },
  ],
  [
    { ...PUBLIC, severity: 'unknown' },
    { exposure: 'public', ...UNLOADED, severity: 'critical' },
  ],
  // What it loads.
  [
    { ...LOADED, exposure: 'internal', severity: 'low' },
    { exposure: 'public', severity: 'critical' },
  ],
  [{ ...LOADED, severity: 'low' }, { severity: 'critical' }],
  [
    { ...LOADED, severity: 'low', role: role('other') },
    { severity: 'critical', role: role('everything') },
  ],
  [
    { ...LOADED, severity: 'unknown' },
    { ...UNLOADED, severity: 'critical' },
  ],
  // What is not known stands before what is not loaded, never with it.
  [{ severity: 'low' }, { ...UNLOADED, severity: 'critical' }],
  [
    { severity: 'unknown', exposure: 'internal' },
    { ...UNLOADED, severity: 'critical', exposure: 'public' },
  ],
  [{ severity: 'low' }, { ...UNLOADED, severity: 'critical', role: role('everything') }],
  // Then severity, in each class.
  [
    { ...PUBLIC, severity: 'critical' },
    { ...PUBLIC, severity: 'high' },
  ],
  [
    { ...LOADED, severity: 'high' },
    { ...LOADED, severity: 'medium' },
  ],
  [{ severity: 'medium' }, { severity: 'low' }],
  [{ severity: 'low' }, { severity: 'unknown' }],
  [
    { ...UNLOADED, severity: 'critical' },
    { ...UNLOADED, severity: 'high' },
  ],
  [
    { ...PUBLIC, severity: 'critical', role: role('other') },
    { ...PUBLIC, severity: 'high', role: role('everything') },
  ],
  // Then the role.
  [
    { ...PUBLIC, role: role('everything') },
    { ...PUBLIC, role: role('change') },
  ],
  [
    { ...PUBLIC, role: role('change') },
    { ...PUBLIC, role: role('read') },
  ],
  [{ role: role('read') }, { role: role('other') }],
  [{ role: role('read') }, { role: null }],
  [{ role: null }, { role: role('other') }],
  [
    { ...UNLOADED, role: role('change') },
    { ...UNLOADED, role: null },
  ],
];

it.each(PAIRS)('%j stands before %j', (first, second) => {
  const [a, b] = [
    { ...PLAIN, ...first },
    { ...PLAIN, ...second },
  ];
  expect(compareRisk(a, b)).toBeLessThan(0);
  expect(compareRisk(b, a)).toBeGreaterThan(0);
  expect(riskRank(a)).toBeGreaterThanOrEqual(riskRank(b));
});

test('the rank is of 0 to 100 and agrees with the order', () => {
  const all = PAIRS.flat().map((fields) => ({ ...PLAIN, ...fields }));
  const sorted = all.toSorted(compareRisk).map(riskRank);
  expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
  expect(Math.min(...sorted)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...sorted)).toBe(100);
});

const grant = (action: string, resource: string, fields: Partial<GrantedPermission> = {}) => ({
  action,
  resource,
  effect: 'Allow' as const,
  policy: 'p',
  conditions: [],
  ...fields,
});
const granted = (...grants: readonly (readonly [string, string])[]): FunctionPermissions =>
  permissionsWith([], { granted: grants.map(([action, resource]) => grant(action, resource)) });

test.each([
  [
    [
      ['dynamodb:GetItem', '*'],
      ['dynamodb:DeleteItem', 'arn:t'],
    ],
    'change',
    'role may dynamodb:DeleteItem on arn:t',
  ],
  [
    [
      ['dynamodb:PutItem', '*'],
      ['dynamodb:DeleteItem', '*'],
    ],
    'change',
    'role may dynamodb:DeleteItem on *',
  ],
  [[['s3:Del*', 'arn:b']], 'change', 'role may s3:Del* on arn:b'],
  [[['s3:BatchGetX', 'arn:b']], 'read', 'role may s3:BatchGetX on arn:b'],
  [
    [
      ['*', '*'],
      ['s3:PutObject', '*'],
    ],
    'everything',
    'role may * on *',
  ],
  [[['iam:*', '*']], 'everything', 'role may iam:* on *'],
  [[['logs:DescribeLogGroups', '*']], 'other', 'role may logs:DescribeLogGroups on *'],
] as const)('%j: %s', (grants, power, words) => {
  expect(roleReachOf({ permissions: granted(...grants), findings: [] })).toEqual({ power, words });
});

test.each<readonly [what: string, fields: Partial<FunctionPermissions>, words: string | undefined]>([
  ['a denial allows nothing', { granted: [grant('s3:*', '*', { effect: 'Deny' })] }, undefined],
  [
    'what a denial takes away',
    {
      granted: [
        grant('s3:DeleteObject', 'arn:b/*'),
        grant('s3:PutObject', 'arn:b/*'),
        grant('s3:delete*', 'arn:*', { effect: 'Deny' }),
      ],
    },
    'role may s3:PutObject on arn:b/*',
  ],
  [
    'a denial that may not apply takes nothing away',
    {
      granted: [
        grant('s3:DeleteObject', 'arn:b/*'),
        grant('s3:*', '*', { effect: 'Deny', conditions: ['Bool aws:SecureTransport'] }),
      ],
    },
    'role may s3:DeleteObject on arn:b/*',
  ],
  [
    'loss comes before all resources',
    { granted: [grant('sqs:SendMessage', '*'), grant('dynamodb:*', 'arn:t')] },
    'role may dynamodb:* on arn:t',
  ],
  [
    'logs are no reach',
    {
      granted: [grant('logs:CreateLogStream', '*'), grant('s3:GetObject', 'arn:b/*')],
      platform: [{ action: 'logs:CreateLogStream', resource: '*', reason: 'logs' }],
    },
    'role may s3:GetObject on arn:b/*',
  ],
])('the worst that a role may do: %s', (_what, fields, words) => {
  expect(roleReachOf({ permissions: permissionsWith([], fields), findings: [] })?.words).toBe(words);
});

test('without permissions the findings about the role say what it may do', () => {
  const finding = findingOf({
    kind: 'permission',
    rule: 'role-allows-everything',
    title: 'The role may do everything in the account',
  });
  expect(roleReachOf({ permissions: null, findings: [finding] })).toEqual({
    power: 'everything',
    words: 'role may do everything in the account',
  });
  expect(roleReachOf({ permissions: null, findings: [] })).toBeNull();
});
