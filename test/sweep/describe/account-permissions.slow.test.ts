import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { accountExitCode } from '../../../src/cli/iam/account-roles.js';
import type { RolePolicy } from '../../../src/model/index.js';
import { saveJudgement, storedFunctions } from '../../../src/store/judgement-rows.js';
import { openSql } from '../../../src/store/open-sql.js';
import type { JudgedPermissions } from '../../../src/store/permission-rows.js';
import type { FunctionRow } from '../../../src/store/region-rows.js';
import { finishRun, startRun } from '../../../src/store/runs.js';
import type { Sql } from '../../../src/store/sql.js';
import { saveGaps, saveRegion, saveRoles } from '../../../src/store/survey-rows.js';
import { findAccountPermissions, type RoleFilters } from '../../../src/sweep/describe/account-permissions.js';
import { describeAccountPermissions } from '../../../src/sweep/describe/describe-permissions.js';
import { settingsOf } from '../../support/model-builders.js';
import { permissionsWith } from '../../support/needs-of.js';
import { useStores } from '../../support/stores.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NOW = new Date('2026-06-01T00:00:00Z');
const OWN = '111111111111';
const MEMBER = '222222222222';
const newStore = useStores('folder');
const ALL: RoleFilters = { accounts: [], regions: [], functions: [], roles: [] };
let store = '';
let sql: Sql;

function roleArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

function allowing(...actions: readonly string[]): { readonly policies: readonly RolePolicy[] } {
  const statement = {
    effect: 'Allow' as const,
    actions,
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: [],
  };
  return { policies: [{ name: 'p\u001b[2J', kind: 'inline', arn: null, statements: [statement] }] };
}

function fn(name: string, role: string | null, code = name): FunctionRow {
  const facts = { roleArn: role, settings: settingsOf() };
  const versions = [{ version: '$LATEST', reachable: true, code: `function:${code}`, layers: [], facts }];
  return { arn: `arn:${name}`, name, facts: { triggers: [], polled: [], failed: [] }, versions };
}

interface Judged {
  readonly permissions: JudgedPermissions['permissions'];
  readonly severity?: string;
}

async function judge(run: number, name: string, { permissions, severity = 'low' }: Judged) {
  const found = {
    fingerprint: `permission/unused-actions/${name}`,
    kind: 'permission',
    rule: 'unused-actions',
    severity,
    fails: false,
    setAside: false,
    detail: { title: `excess of ${name}` },
  };
  await saveJudgement(sql, run, {
    arn: `arn:${name}`,
    hash: `hash of ${name}`,
    complete: true,
    reasons: [],
    acceptedGaps: [],
    gaps: [],
    findings: [found],
    permissions: [{ version: '$LATEST', permissions }],
    mayFix: true,
    lesserSources: [],
    expected: true,
    seenRun: run,
  });
}

const SHARED = roleArn(OWN, 'shared');
const DROPS = roleArn(MEMBER, 'drops');
const UNREAD = roleArn(MEMBER, 'unread');

beforeAll(async () => {
  store = newStore();
  sql = await openSql(store);
  const { id } = await startRun(sql, '', NOW);
  const places = { listed: true, gaps: [] };
  const own = [fn('orders-get', SHARED), fn('orders-put', SHARED), fn('bare', null)];
  await saveRegion(sql, id, { account: OWN, region: 'eu-west-1', functions: own, ...places });
  const members = [fn('archive', DROPS), fn('hidden', UNREAD), fn('old', UNREAD)];
  await saveRegion(sql, id, { account: MEMBER, region: 'us-east-1', functions: members, ...places });
  await saveRoles(sql, [
    { arn: SHARED, facts: allowing('dynamodb:GetItem', 'dynamodb:PutItem', 'sns:ListTopics') },
    { arn: DROPS, facts: allowing('dynamodb:DeleteTable') },
  ]);
  await judge(id, 'orders-get', { permissions: permissionsWith(['dynamodb:GetItem *']) });
  await judge(id, 'orders-put', { permissions: permissionsWith(['dynamodb:PutItem *'], { atLeast: true }) });
  await judge(id, 'bare', { permissions: permissionsWith([]) });
  await judge(id, 'archive', { permissions: permissionsWith([]), severity: 'medium' });
  await judge(id, 'hidden', { permissions: null });
  await finishRun(sql, id, { complete: true, totals: {}, now: NOW });
  await sql.close();
});

afterAll(async () => {
  await sql.close().catch(() => undefined);
});

const shown = async (filters: Partial<RoleFilters>) => {
  const { roles } = await findAccountPermissions(store, { ...ALL, ...filters });
  return roles.map(({ role, excessActions }) => [role.split('/').at(-1), excessActions]);
};

test('roles of all accounts, the worst first, each compared with all of its functions', async () => {
  const { counts, roles } = await findAccountPermissions(store, ALL);
  expect(roles.map(({ role }) => role)).toEqual([DROPS, UNREAD, SHARED]);
  expect(counts).toEqual({
    roles: 3,
    functions: 5,
    excessive: 2,
    shared: 2,
    unreadRoles: 1,
    unknownFunctions: 2,
    atLeastFunctions: 1,
    staleFunctions: 0,
    functionsWithoutRole: 1,
  });
});

test.each([
  [{ accounts: [OWN] }, [['shared', 1]]],
  [
    { regions: ['us-east-1'] },
    [
      ['drops', 1],
      ['unread', null],
    ],
  ],
  // The other function of the role counts all the same.
  [{ functions: ['orders-g?t'] }, [['shared', 1]]],
  [
    { functions: ['arn:archive', 'orders-*'] },
    [
      ['drops', 1],
      ['shared', 1],
    ],
  ],
  [{ roles: ['dr*'] }, [['drops', 1]]],
  [{ roles: [SHARED], accounts: [MEMBER] }, []],
])('filters choose roles: %j', async (filters, expected) => {
  expect(await shown(filters)).toEqual(expected);
});

test('the text tells what is needed, what is not, and what is not known', async () => {
  const text = describeAccountPermissions(await findAccountPermissions(store, ALL));
  expect(text).toContain('3 roles of 5 functions; 2 with excess, 2 shared by several functions.');
  expect(text).toContain(
    'shared (111111111111), shared by 2 functions: allows 1 action that were not seen to be used',
  );
  expect(text).toContain('orders-put (eu-west-1) needs at least dynamodb:PutItem');
  expect(text).toContain('unread (222222222222), shared by 2 functions: what it allows was not read');
  expect(text).toContain('old (us-east-1): what it needs is not known');
  expect(text).toContain('Not known: 2 functions whose needs no sweep has stored');
  expect(text).toContain('Not known: 1 function without a known role.');
  expect(text).not.toContain('\u001b');
});

test.each([
  [{ accounts: [OWN], roles: ['shared'] }, {}, 0],
  [{ accounts: [OWN], roles: ['shared'] }, { check: true }, 1],
  [{ accounts: [OWN], roles: ['shared'] }, { check: true, failOn: 'medium' }, 0],
  [{ roles: ['drops'] }, { check: true, failOn: 'medium' }, 1],
  [{ roles: ['unread'] }, {}, 4],
  [{ roles: ['unread'] }, { allowIncomplete: true }, 0],
  [{ roles: ['nothing'] }, {}, 3],
] as const)('%j with %j ends with %d', async (filters, flags, code) => {
  const answer = await findAccountPermissions(store, { ...ALL, ...filters });
  expect(accountExitCode(answer, { failOn: 'low', ...flags })).toBe(code);
});

test('a function is judged again until its needs are stored; other code makes them unknown', async () => {
  sql = await openSql(store);
  const hashes = async () => {
    const all = [];
    for await (const fns of storedFunctions(sql)) all.push(...fns);
    return Object.fromEntries(
      all.map(({ name, judgedHash, versions }) => [name, [judgedHash !== null, versions[0]?.roleFunctions]]),
    );
  };
  expect(await hashes()).toMatchObject({
    hidden: [true, 2],
    old: [false, 2],
    archive: [true, 1],
    bare: [true, 1],
  });
  await sql.query(`UPDATE run SET status = 'complete'`);
  const { id } = await startRun(sql, 'again', NOW);
  const place = { account: MEMBER, region: 'us-east-1', listed: true };
  await saveGaps(sql, id, [
    {
      account: '333333333333',
      region: null,
      action: 'sts:AssumeRole',
      resource: null,
      status: 'denied',
      reason: 'sts:AssumeRole is not allowed (AccessDenied).',
      affectsCompleteness: true,
    },
  ]);
  await saveRegion(sql, id, {
    ...place,
    functions: [fn('archive', DROPS, 'other'), fn('hidden', UNREAD)],
    gaps: [],
  });
  expect(await hashes()).toMatchObject({ hidden: [true, 1], archive: [false, 1] });
  await finishRun(sql, id, { complete: true, totals: {}, now: NOW });
  await sql.close();
  const { counts, roles, unseenPlaces } = await findAccountPermissions(store, ALL);
  expect(counts).toMatchObject({ unknownFunctions: 2, staleFunctions: 2 });
  expect(roles.find(({ role }) => role === DROPS)?.excessActions).toBeNull();
  expect(unseenPlaces.map(({ account }) => account)).toEqual(['333333333333']);
});
