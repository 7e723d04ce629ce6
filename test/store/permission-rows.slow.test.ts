import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSql } from '../../src/store/open-sql.js';
import { functionsPerRole, roleUses, savePermissions } from '../../src/store/permission-rows.js';
import type { FunctionRow } from '../../src/store/region-rows.js';
import { startRun } from '../../src/store/runs.js';
import type { Sql } from '../../src/store/sql.js';
import { saveRegion, saveRoles } from '../../src/store/survey-rows.js';
import { permissionsWith } from '../support/needs-of.js';
import { NO_POSTGRES } from '../support/postgres-server.js';
import { STORES, useStores } from '../support/stores.js';

/** More than one query reads. */
const ROLES = 120;

function fn(name: string, role: string | null, more: readonly string[] = []): FunctionRow {
  const versions = ['$LATEST', ...more].map((version) => ({
    version,
    reachable: version === '$LATEST',
    code: 'function:1',
    layers: [],
    facts: { roleArn: role },
  }));
  return { arn: `arn:${name}`, name, facts: {}, versions };
}

describe.each(STORES)('a store in a %s', (kind) => {
  const newStore = useStores(kind);
  let sql: Sql;
  beforeAll(async () => {
    if (kind === 'server' && NO_POSTGRES !== null) return;
    sql = await openSql(newStore());
  });
  afterAll(() => sql?.close());

  test('every role has its functions, the called and the other versions, in pieces', async () => {
    const { id } = await startRun(sql, '', new Date());
    const many = Array.from({ length: ROLES }, (_, at) => fn(`fn${at}`, `role${at % ROLES}`));
    const functions = [...many, fn('shared', 'role7', ['1', '2']), fn('bare', null)];
    await saveRegion(sql, id, { account: '1', region: 'r', listed: true, functions, gaps: [] });
    await saveRoles(sql, [{ arn: 'role7', facts: { policies: [] } }]);
    await savePermissions(sql, 'arn:shared', [
      { version: '$LATEST', permissions: permissionsWith(['a:B *']) },
    ]);
    await savePermissions(sql, 'arn:bare', [{ version: '$LATEST', permissions: null }]);
    const counts = await functionsPerRole(sql);
    expect([counts.size, counts.get('role7'), counts.get('role8')]).toEqual([ROLES, 2, 1]);
    const all = [];
    for await (const role of roleUses(sql, id)) all.push(role);
    expect(all.length).toBe(ROLES + 1);
    const shared = all.find(({ role }) => role === 'role7');
    expect(shared?.facts).toEqual({ policies: [] });
    expect(
      shared?.uses.map(({ name, version, reachable, judged, permissions }) => [
        name,
        version,
        reachable,
        judged,
        permissions?.needed.length,
      ]),
    ).toEqual([
      ['fn7', '$LATEST', true, false, undefined],
      ['shared', '$LATEST', true, true, 1],
      ['shared', '1', false, false, undefined],
      ['shared', '2', false, false, undefined],
    ]);
    const bare = all.find(({ role }) => role === null);
    expect(bare?.uses).toMatchObject([{ name: 'bare', judged: true, permissions: null }]);
  });
});
