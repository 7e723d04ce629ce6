import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { many, recordsIn, startMirror, type Mirror, type Records } from '../support/osv-mirror.js';
import { buildZip } from '../support/zip-builder.js';

function renamed(records: Records): Records {
  return Object.fromEntries(Object.entries(records).map(([id, version]) => [`OTHER-${id}`, version]));
}

function withdrawn(id: string): Buffer {
  const record = { id, modified: '2026-01-01T00:00:00.101Z', withdrawn: '2026-01-01T00:00:00Z' };
  return Buffer.from(JSON.stringify(record));
}

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
    ['a list that lost more than a tenth', (mirror) => mirror.publish(many(359, '1.0.1')), 'data'],
    [
      'a list that has others in place of a tenth',
      (mirror) => mirror.publish({ ...many(359, '1.0.1'), ...renamed(many(41, '1.0.1')) }),
      'data',
    ],
    [
      'a list cut within an id',
      ({ server }) => server.files.set(csv, (server.files.get(csv) as Buffer).subarray(0, -2)),
      'data',
    ],
    [
      'an archive without what its records say',
      (mirror) => {
        mirror.publish(fresh);
        for (const id of Object.keys(fresh)) mirror.server.files.set(`/npm/${id}.json`, withdrawn(id));
        mirror.server.files.set(
          zip,
          buildZip(Object.keys(fresh).map((id) => ({ name: `${id}.json`, content: withdrawn(id) }))),
        );
      },
      'data',
    ],
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
