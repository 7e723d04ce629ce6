import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAdvisories } from '../../src/advisories/index.js';
import { NOW } from '../support/advisory-database.js';
import { startMirror, update, type Mirror, type Records } from '../support/osv-mirror.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Version that each record in the database says is affected. */
function recordsIn({ dir }: Mirror): Records {
  const store = openAdvisories({ dir, starterDir: temporaryFolder(), now: NOW });
  const records = store.lookup('npm', 'left').map(({ id, affected }) => [id, affected.versions[0]]);
  store.close();
  expect(new Set(records.map(([id]) => id)).size).toBe(records.length);
  return Object.fromEntries(records) as Records;
}

function many(count: number, version: string): Records {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`GHSA-${at}`, version]));
}

describe('a first update', () => {
  it('fetches the list and the archive, and sends nothing that tells who asks', async () => {
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

  it('fetches singly what the archive lacks or has in an older state', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0', B: '2.0.5', C: '3.0.0' }, { A: '1.0.0', B: '2.0.0' });
    await mirror.update();
    expect(recordsIn(mirror)).toEqual({ A: '1.0.0', B: '2.0.5', C: '3.0.0' });
  });

  it('tells a record that cannot be had, and asks for it again', async () => {
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

  it('leaves nothing but the index and its state', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0' });
    await mirror.update();
    expect(readdirSync(mirror.dir).sort()).toEqual(['npm.advisories', 'npm.advisories.state.json']);
  });
});

describe('a later update', () => {
  it('asks once when nothing changed, and is as fresh as that', async () => {
    const mirror = await startMirror();
    mirror.publish({ A: '1.0.0' });
    await mirror.update();
    mirror.server.requests.length = 0;
    expect(await mirror.update()).toMatchObject({ update: { status: 'unchanged', records: 1 } });
    expect(mirror.server.requests).toEqual(['GET /npm/modified_id.csv +condition']);
  });

  it('fetches only what changed', async () => {
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

describe('a failed update leaves the old data', () => {
  const old = many(400, '1.0.0');
  const fresh = many(400, '1.0.1');
  const zip = '/npm/all.zip';
  const csv = '/npm/modified_id.csv';

  it.each<[string, (mirror: Mirror) => void, string]>([
    ['a list that is none', ({ server }) => server.files.set(csv, Buffer.from('<html>moved</html>')), 'data'],
    ['an empty list', ({ server }) => server.files.set(csv, Buffer.alloc(0)), 'data'],
    [
      'a list of half a line',
      ({ server }) => server.files.set(csv, (server.files.get(csv) as Buffer).subarray(0, -20)),
      'data',
    ],
    ['a list of few', (mirror) => mirror.publish({ 'GHSA-0': '1.0.1' }), 'data'],
    ['a missing archive', ({ server }) => server.files.delete(zip), 'network'],
    [
      'an archive cut short',
      ({ server }) => server.files.set(zip, (server.files.get(zip) as Buffer).subarray(0, 5000)),
      'data',
    ],
    ['an archive of something else', ({ server }) => server.files.set(zip, Buffer.from('not a zip')), 'data'],
    ['an archive that lacks most', (mirror) => mirror.publish(fresh, { 'GHSA-0': '1.0.1' }), 'data'],
    [
      'a redirect to http',
      ({ server }) =>
        server.misbehave.set(zip, [{ status: 302, headers: { location: 'http://osv.example.invalid/' } }]),
      'network',
    ],
    [
      'a redirect to a file',
      ({ server }) =>
        server.misbehave.set(zip, [{ status: 302, headers: { location: 'file:///etc/passwd' } }]),
      'network',
    ],
    [
      'redirects without end',
      ({ server }) =>
        server.misbehave.set(
          csv,
          Array.from({ length: 9 }, () => ({ status: 302, headers: { location: csv } })),
        ),
      'network',
    ],
    ['a refusal', ({ server }) => server.misbehave.set(csv, [{ status: 403 }]), 'network'],
    [
      'a broken server',
      ({ server }) =>
        server.misbehave.set(
          csv,
          Array.from({ length: 9 }, () => ({ status: 500 })),
        ),
      'network',
    ],
  ])('after %s', async (_, breakIt, code) => {
    const mirror = await startMirror();
    mirror.publish(old);
    await mirror.update();
    const before = readFileSync(mirror.index);
    mirror.publish(fresh);
    breakIt(mirror);
    expect(await mirror.update()).toMatchObject({ error: { code } });
    expect(readFileSync(mirror.index).equals(before)).toBe(true);
    expect(recordsIn(mirror)).toEqual(old);
  });

  it('and the next good one succeeds', async () => {
    const mirror = await startMirror();
    mirror.publish(old);
    await mirror.update();
    mirror.publish(fresh);
    const good = mirror.server.files.get(zip) as Buffer;
    mirror.server.files.set(zip, good.subarray(0, 5000));
    await mirror.update();
    mirror.server.files.set(zip, good);
    await mirror.update();
    expect(recordsIn(mirror)).toEqual(fresh);
  });
});
