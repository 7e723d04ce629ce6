import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PUSH } from '../support/action-job.js';
import { useAction } from '../support/action-tests.js';
import { startMirror } from '../support/osv-mirror.js';

const given = useAction();

describe('advisories', () => {
  it('are downloaded into the folder that is cached, and left alone while they are fresh', async () => {
    const mirror = await startMirror();
    mirror.publish({ 'GHSA-left-0000-0001': '1.0.0' });
    given.jobs.build({ left: '1.0.0' });
    const inputs = {
      offline: '',
      'db-url': mirror.server.url,
      'kev-url': 'none',
      'epss-url': 'none',
      db: 'db',
      'fail-on': 'medium',
      'db-max-age': '3650',
    };
    const first = await given.jobs.run(inputs, PUSH);
    expect([first.code, first.outputs['db']]).toEqual([1, join(given.jobs.workspace, 'db')]);
    expect(first.outputs['data-as-of']).toMatch(/^20\d\d-/);
    const asked = mirror.server.requests.length;
    await given.jobs.run(inputs, PUSH);
    expect(mirror.server.requests).toHaveLength(asked);
  });

  it('that cannot be downloaded are reported as old', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    const { code, summary } = await given.jobs.run(
      { offline: 'false', 'db-url': `${given.api.url}/nothing/`, 'kev-url': 'none', 'epss-url': 'none' },
      PUSH,
    );
    expect(code).toBe(1);
    expect(summary).toContain(
      'Advisories could not be updated: the job uses the old starter. Let the runner',
    );
    expect(summary).toMatch(/npm from starter.*days old/);
  });
});

describe('advisories that cannot be downloaded', () => {
  it.each<[what: string, inputs: Record<string, string>, code: number]>([
    ['the starter is too old, so the answer is incomplete', {}, 4],
    ['the same with the least that db-max-age can say', { 'db-max-age': '1' }, 4],
    ['the starter is young enough', { 'db-max-age': '36500' }, 0],
    ['the job wants none', { offline: 'true' }, 0],
    ['the job passes incomplete answers', { 'allow-incomplete': 'true' }, 0],
  ])('%s', async (...[, inputs, code]) => {
    given.jobs.build({ left: '1.0.0' });
    const nowhere = {
      offline: '',
      'db-url': `${given.api.url}/nothing/`,
      'kev-url': 'none',
      'epss-url': 'none',
    };
    const result = await given.jobs.run({ ...nowhere, ...inputs }, PUSH);
    const advice = /name a mirror in db-url, or restore the db folder/;
    const age = /npm advisories of the starter are \d+ days old/;
    expect([advice, age].map((words) => words.test(result.summary))).toEqual([
      inputs['offline'] !== 'true',
      result.outputs['complete'] === 'false',
    ]);
    expect([result.code, result.outputs['complete']]).toEqual([
      code,
      String(code === 0 && inputs['allow-incomplete'] !== 'true'),
    ]);
  });
});
