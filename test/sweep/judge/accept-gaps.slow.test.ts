import { expect, test } from 'vitest';
import type { AcceptGap } from '../../../src/policy/index.js';
import { gapsOf, openSql, saveGaps, saveRegion, startRun, type GapRow } from '../../../src/store/index.js';
import { acceptGaps } from '../../../src/sweep/judge/accept-gaps.js';
import { useStores } from '../../support/stores.js';

const newStore = useStores('folder');
const LAYER = 'arn:aws:lambda:r:9:layer:vendor:4';
const SUPPRESSION = { reason: 'Ours.', owner: 'ann', expires: '2027-01-01', source: 'c.yaml' };

function gapOf(fields: Partial<GapRow>): GapRow {
  return {
    account: '1',
    region: 'r',
    action: 'lambda:GetLayerVersion',
    resource: LAYER,
    status: 'denied',
    reason: 'No.',
    affectsCompleteness: true,
    ...fields,
  };
}

/** Names of the functions, or '' for a gap itself, for which a rule holds. */
function acceptsIn(names: readonly string[], asked: unknown[] = []): AcceptGap {
  return (gap, place) => {
    asked.push([gap.code, gap.path, ...place.names]);
    return names.some((name) => (name === '' ? true : place.names.includes(name))) ? SUPPRESSION : null;
  };
}

test('a gap about a layer is accepted as such, or where each function that mounts the layer accepts it', async () => {
  const sql = await openSql(newStore());
  try {
    const { id } = await startRun(sql, '', new Date());
    const versions = [
      { version: '$LATEST', reachable: true, code: 'function:1', layers: [LAYER], facts: {} },
    ];
    const functions = ['a', 'b'].map((name) => ({
      arn: `arn:aws:lambda:r:1:function:${name}`,
      name,
      facts: {},
      versions,
    }));
    await saveRegion(sql, id, { account: '1', region: 'r', listed: true, functions, gaps: [] });
    await saveGaps(sql, id, [
      gapOf({}),
      gapOf({ resource: functions[0]?.arn ?? '', action: 'lambda:GetFunction', status: 'absent' }),
      gapOf({ region: null, resource: null, action: 'sts:AssumeRole', status: 'failed' }),
      gapOf({ resource: 'a', action: 'note', affectsCompleteness: false }),
    ]);
    const accepted = async (accepts: AcceptGap): Promise<string[]> => {
      await acceptGaps(sql, id, accepts);
      return (await gapsOf(sql, id)).filter((gap) => gap.accepted !== null).map(({ action }) => action);
    };
    const asked: unknown[] = [];
    expect(await accepted(acceptsIn([], asked))).toEqual([]);
    expect(asked).toContainEqual(['missing', functions[0]?.arn, functions[0]?.arn, 'a']);
    expect(asked).toContainEqual(['failed', '']);
    expect(await accepted(acceptsIn(['a']))).toEqual(['lambda:GetFunction']);
    expect(await accepted(acceptsIn(['a', 'b']))).toEqual(['lambda:GetFunction', 'lambda:GetLayerVersion']);
    expect(await accepted(acceptsIn(['']))).toEqual([
      'sts:AssumeRole',
      'lambda:GetFunction',
      'lambda:GetLayerVersion',
    ]);
    expect(await accepted(acceptsIn([]))).toEqual([]);
  } finally {
    await sql.close();
  }
}, 60_000);
