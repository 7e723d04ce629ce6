import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAdvisories } from '../../../src/advisories/index.js';
import { NOW } from '../../support/advisory-database.js';
import { many, recordsIn, startMirror, update } from '../../support/osv-mirror.js';
import { recordOf } from '../../support/osv-records.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('a first update', () => {
  it('fetches the list and the archive, and sends nothing that identifies the user', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' });
    expect(await mirror.update()).toMatchObject({
      name: 'npm',
      update: { status: 'updated', records: 2, fetched: 'whole' },
    });
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.0' });
    expect(mirror.server.requests).toEqual(['GET /npm/modified_id.csv', 'GET /npm/all.zip']);
    expect([...mirror.server.headersSeen].sort()).toEqual(['connection', 'host']);
  });

  it('fetches one by one the records that the archive lacks or has in an older state', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.5', C: '3.0.0' }, { A: '1.0.0', B: '2.0.0' });
    await mirror.update();
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.5', C: '3.0.0' });
  });

  it('names a record that cannot be downloaded, and requests it again', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' }, { A: '1.0.0' });
    mirror.server.misbehave.set('/npm/B.json', [{ status: 404 }]);
    await mirror.update();
    const store = openAdvisories({ dir: mirror.dir, now: NOW });
    store.lookup('npm', 'left');
    expect(store.problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
    store.close();
    await mirror.update();
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.0' });
  });

  it.each<[string, string, string]>([
    ['another record', 'C', 'it is the record C'],
    ['no record', '', 'it is not an OSV record'],
  ])('names a record whose address has %s', async (...[, id, why]) => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' }, { A: '1.0.0' });
    mirror.server.files.set('/npm/B.json', Buffer.from(recordOf({ id, versions: ['9.0.0'] })));
    const { update: updated } = await mirror.update();
    expect([...((updated?.status === 'updated' && updated.unreadable) || [])]).toEqual([
      ['B', expect.stringContaining(why)],
    ]);
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0' });
  });

  it('leaves out records that the archive has and the list lacks, unless they are newer than the list', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' }, { A: '1.0.0', B: '2.0.0', GONE: '1.0.0', NEW: '9.0.0' });
    expect(await mirror.update()).toMatchObject({ update: { records: 3 } });
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.0', NEW: '9.0.0' });
  });

  it('leaves nothing but the index, the descriptions and the state', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0' });
    await mirror.update();
    expect(readdirSync(mirror.dir).sort()).toEqual([
      'npm.advisories',
      'npm.advisories.state.json',
      'npm.descriptions',
    ]);
  });
});

describe('a later update', () => {
  it('sends one request when nothing changed, and is as fresh as its response', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0' });
    await mirror.update();
    mirror.server.requests.length = 0;
    expect(await mirror.update()).toMatchObject({ update: { status: 'unchanged', records: 1 } });
    expect(mirror.server.requests).toEqual(['GET /npm/modified_id.csv +condition']);
  });

  it('fetches only changed records', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0', C: '3.0.0' });
    await mirror.update();
    mirror.server.requests.length = 0;
    mirror.publish({ A: '1.0.0', B: '2.0.1', D: '4.0.0' });
    expect(await mirror.update()).toMatchObject({ update: { status: 'updated', records: 3, fetched: 2 } });
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.1', D: '4.0.0' });
    expect(mirror.server.requests.toSorted()).toEqual([
      'GET /npm/B.json',
      'GET /npm/D.json',
      'GET /npm/modified_id.csv +condition',
    ]);
  });

  it('fetches the archive when much changed', async () => {
    const mirror = await startMirror();
    mirror.publish(many(400, '1.0.0'));
    await mirror.update();
    mirror.publish(many(400, '1.0.1'));
    expect(await mirror.update()).toMatchObject({ update: { fetched: 'whole', records: 400 } });
  });

  it('starts anew from another mirror', async () => {
    const [one, other] = [await startMirror(), await startMirror()];
    one.publish({ A: '1.0.0' });
    other.publish({ A: '1.0.0' });
    await one.update();
    expect(await update({ dir: one.dir, baseUrl: other.server.url })).toMatchObject([
      { update: { fetched: 'whole' } },
    ]);
  });

  it('forgets withdrawn records', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' });
    await mirror.update();
    mirror.publish({ A: '1.0.0', B: '2.0.1' });
    const withdrawn = { id: 'B', modified: '2026-01-01T00:00:00.201Z', withdrawn: '2026-01-01T00:00:00Z' };
    mirror.server.files.set('/npm/B.json', Buffer.from(JSON.stringify(withdrawn)));
    await mirror.update();
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0' });
  });
});

describe('a cut download', () => {
  it('is taken up where it ended', async () => {
    const mirror = await startMirror();
    mirror.publish(many(50, '1.0.0'));
    mirror.server.misbehave.set('/npm/all.zip', [{ cutAfter: 1000 }]);
    expect(await mirror.update()).toMatchObject({ update: { records: 50 } });
    expect(mirror.server.requests.slice(1)).toEqual(['GET /npm/all.zip', 'GET /npm/all.zip +bytes=1000-']);
  });

  it('that comes in pieces is put together', async () => {
    const mirror = await startMirror();
    mirror.publish(many(50, '1.0.0'));
    mirror.server.misbehave.set('/npm/all.zip', [{ cutAfter: 1000 }, { atMost: 500 }, { atMost: 500 }]);
    expect(await mirror.update()).toMatchObject({ update: { records: 50 } });
    expect(mirror.server.requests.at(-1)).toBe('GET /npm/all.zip +bytes=2000-');
  });

  it('is taken up by the next update', async () => {
    const mirror = await startMirror();
    mirror.publish(many(50, '1.0.0'));
    mirror.server.misbehave.set('/npm/all.zip', [
      { cutAfter: 1000 },
      { status: 500 },
      { status: 500 },
      { status: 500 },
    ]);
    expect(await mirror.update()).toMatchObject({ error: { code: 'network' } });
    mirror.server.requests.length = 0;
    await mirror.update();
    expect(mirror.server.requests).toContain('GET /npm/all.zip +bytes=1000-');
    expect(Object.keys(recordsIn(mirror))).toHaveLength(50);
  });

  it('starts anew when the file has changed', async () => {
    const mirror = await startMirror();
    mirror.publish(many(50, '1.0.0'));
    mirror.server.misbehave.set('/npm/all.zip', [
      { cutAfter: 1000 },
      { status: 500 },
      { status: 500 },
      { status: 500 },
    ]);
    await mirror.update();
    mirror.publish(many(50, '1.0.1'));
    await mirror.update();
    expect(recordsIn(mirror)['GHSA-7']).toBe('1.0.1');
  });
});

describe('the database folder', () => {
  it('may lose a tenth', async () => {
    const mirror = await startMirror();
    mirror.publish(many(400, '1.0.0'));
    await mirror.update();
    mirror.publish(many(360, '1.0.0'));
    expect(await mirror.update()).toMatchObject({ update: { records: 360, fetched: 0 } });
  });

  it('is one update at a time, and the later ones find nothing new', async () => {
    const mirror = await startMirror();
    mirror.publish(many(50, '1.0.0'));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => mirror.update()));
    expect(outcomes.filter((outcome) => outcome.update?.status === 'unchanged')).toHaveLength(4);
    expect(mirror.server.requests.filter((request) => request.includes('all.zip'))).toHaveLength(1);
  });

  it('that is damaged is fetched anew, though the server has nothing newer', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.0' });
    await mirror.update();
    const bytes = readFileSync(mirror.index);
    writeFileSync(mirror.index, Buffer.from(bytes.toString('latin1').replace('1.0.0', '1.0.9'), 'latin1'));
    expect(await mirror.update()).toMatchObject({ update: { fetched: 'whole' } });
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.0' });
  });

  it('loses the partial files of a killed update', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0' });
    await mirror.update();
    writeFileSync(`${mirror.index}.123.tmp`, 'half');
    await mirror.update();
    expect(readdirSync(mirror.dir)).not.toContain('npm.advisories.123.tmp');
  });

  it('that is a file is an error that names it', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(update({ dir: join(file, 'db'), baseUrl: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
      code: 'data',
      message: expect.stringContaining(file) as unknown,
    });
  });
});

it('an update that does not come to an end is ended', async () => {
  const mirror = await startMirror();
  mirror.publish(many(50, '1.0.0'));
  mirror.server.misbehave.set('/npm/all.zip', [{ trickles: true }]);
  const [outcome] = await update({ dir: mirror.dir, baseUrl: mirror.server.url, maxMillis: 700 });
  expect(outcome).toMatchObject({
    error: { message: expect.stringContaining('exceeded its time limit') as unknown },
  });
});
