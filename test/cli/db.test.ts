import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openAdvisories } from '../../src/advisories/index.js';
import { dbCommand, dbStatus, dbUpdate, dbVerify, type CommandResult } from '../../src/cli/db.js';
import { NOW, writeDatabase } from '../support/advisory-database.js';
import { startMirror } from '../support/osv-mirror.js';
import { recordOf } from '../support/osv-records.js';
import { updateinfo } from '../support/updateinfo.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { buildZip } from '../support/zip-builder.js';

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return () => vi.restoreAllMocks();
});

function databaseOf(fields: Parameters<typeof writeDatabase>[2] = {}): string {
  const db = temporaryFolder();
  writeDatabase(db, [recordOf({ versions: ['1.0.0'] })], fields);
  return db;
}

describe('db status', () => {
  it.each([
    [{}, 'npm: 1 records, 1 day old (2026-05-31T00:00:00Z), from https://osv.example.invalid/'],
    [{ asOf: NOW.toISOString(), unreadable: 2 }, 'npm: 1 records, 2 unreadable, less than a day old'],
    [{ asOf: 'someday' }, 'npm: 1 records, of unknown age (someday)'],
    [{ source: 'https://\u001b[31mred/' }, String.raw`from https://\u{1b}[31mred/`],
  ])('of %j', (fields, text) => expect(dbStatus({ db: databaseOf(fields) }, NOW).text).toContain(text));

  it('of an empty folder shows what to do, and names the starter', () => {
    const { text, exitCode } = dbStatus({ db: temporaryFolder() }, NOW);
    expect(text).toMatch(
      /nothing: run `stowaway db update`\nstarter[^]*\n {2}npm: \d+ records.*from starter/,
    );
    expect(exitCode).toBe(0);
  });

  it('of a damaged file reports the damage', () => {
    const db = temporaryFolder();
    writeFileSync(`${db}/npm.advisories`, 'damaged');
    expect(dbStatus({ db }, NOW).text).toContain('is damaged');
  });
});

describe('db verify', () => {
  it('accepts intact files', () => expect(dbVerify({ db: databaseOf() }).exitCode).toBe(0));

  it('names the file that is not', () => {
    const db = databaseOf();
    const path = `${db}/npm.advisories`;
    writeFileSync(path, Buffer.from(readFileSync(path, 'latin1').replace('1.0.0', '9.9.9'), 'latin1'));
    expect(dbVerify({ db })).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining(`${path}: damaged`) as unknown,
    });
  });
});

describe('db update', () => {
  async function updated(breakIt = false): Promise<CommandResult> {
    const { server, dir: db, ...mirror } = await startMirror();
    mirror.publish({ A: '1.0.0' });
    const flags = {
      db,
      dbUrl: server.url,
      ecosystem: ['npm'],
      kev: `${server.url}kev.json`,
      epss: false,
    } as const;
    const first = await dbUpdate(flags, { now: NOW });
    if (!breakIt) return first;
    server.misbehave.set('/npm/modified_id.csv', [{ status: 403 }]);
    return dbUpdate(flags, { now: NOW });
  }

  it('succeeds although an optional feed failed, and reports the failure', async () => {
    const { text, exitCode } = await updated();
    expect(text).toMatch(/npm: 1 records, downloaded in full\nKEV: not updated: .*404/);
    expect(exitCode).toBe(0);
  });

  it('of data that are refused fails although the feed is optional', async () => {
    const { server, dir: db, ...mirror } = await startMirror();
    mirror.publish({ A: '1.0.0' });
    server.files.set('/kev.json', Buffer.from('<html>'));
    const flags = {
      db,
      dbUrl: server.url,
      ecosystem: ['npm'],
      kev: `${server.url}kev.json`,
      epss: false,
    } as const;
    const { text, exitCode } = await dbUpdate(flags, { now: NOW });
    expect(text).toMatch(
      /KEV: not updated: the downloaded data is refused[^]*Until then, scans use what was downloaded before/,
    );
    expect(exitCode).toBe(2);
  });

  it('takes a release of a distribution from the export of all of its releases, and keeps it', async () => {
    const { server, dir: db } = await startMirror();
    const affected = ['Debian:12', 'Debian:11'].map((ecosystem) => ({
      package: { ecosystem, name: `bash-of-${ecosystem}` },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
    }));
    const record = { id: 'DEBIAN-CVE-1', modified: '2026-01-01T00:00:00Z', affected };
    const zip = buildZip([{ name: 'DEBIAN-CVE-1.json', content: JSON.stringify(record) }]);
    server.files.set('/Debian/all.zip', zip);
    server.files.set('/Debian/modified_id.csv', Buffer.from('2026-01-01T00:00:00Z,DEBIAN-CVE-1\n'));
    const flags = { db, dbUrl: server.url, kev: false, epss: false } as const;
    const first = await dbUpdate({ ...flags, ecosystem: ['Debian:12'] }, { now: NOW });
    expect([first.text, first.exitCode]).toEqual(['Debian:12: 1 records, downloaded in full\n', 0]);
    const store = openAdvisories({ dir: db, starterDir: db, now: NOW });
    const counts = ['Debian:12', 'Debian:11'].map(
      (name) => store.lookup('Debian:12', `bash-of-${name}`).length,
    );
    store.close();
    expect(counts).toEqual([1, 0]);
    const later = await dbUpdate(flags, { now: NOW });
    expect(later.text).toContain('Debian:12: nothing new, 1 records');
  });

  it.each(['Debian', 'Ubuntu'])('refuses %s without a release', async (name) => {
    const flags = {
      db: temporaryFolder(),
      dbUrl: 'https://osv.example.invalid/',
      kev: false,
      epss: false,
    } as const;
    await expect(dbUpdate({ ...flags, ecosystem: [name] }, { now: NOW })).rejects.toThrow(/needs a release/);
  });

  it('reads a list of updates without a network, and leaves its release to that list', async () => {
    const [db, folder] = [temporaryFolder(), temporaryFolder()];
    const location = join(folder, 'updateinfo.xml');
    const packages = ['bash 0 5.2 2.amzn2023 x86_64'];
    writeFileSync(location, updateinfo({ id: 'ALAS2023-2026-1', packages }));
    const flags = {
      db,
      dbUrl: 'http://127.0.0.1:1/',
      kev: 'http://127.0.0.1:1/',
      epss: 'http://127.0.0.1:1/',
    };
    const release = 'Amazon Linux:2023';
    const listed = await dbUpdate({ ...flags, updateinfo: [`${release}=${location}`] }, { now: NOW });
    expect([listed.text, listed.exitCode]).toEqual([`${release}: 1 records, downloaded in full\n`, 0]);
    const { server } = await startMirror();
    const later = await dbUpdate({ db, dbUrl: server.url, kev: false, epss: false }, { now: NOW });
    expect(later.text).not.toContain(release);
    await expect(dbUpdate({ ...flags, ecosystem: [release] }, { now: NOW })).rejects.toThrow(
      /no advisories of/,
    );
  });

  it('names the records that could not be read, and is incomplete', async () => {
    const { server, dir: db, ...mirror } = await startMirror();
    mirror.publish({ A: '1.0.0', B: '1.0.0' }, { A: '1.0.0' });
    server.files.delete('/npm/B.json');
    const flags = { db, dbUrl: server.url, ecosystem: ['npm'], kev: false, epss: false } as const;
    const { text, exitCode } = await dbUpdate(flags, { now: NOW });
    expect(text).toMatch(/1 record could not be read[^]*\n {2}B: .*404/);
    expect(exitCode).toBe(4);
  });

  it('without a network says once what to do', async () => {
    const { dir: db } = await startMirror();
    const nowhere = 'http://127.0.0.1:1/';
    const flags = {
      db,
      dbUrl: nowhere,
      ecosystem: ['npm', 'PyPI'],
      kev: `${nowhere}kev`,
      epss: false,
    } as const;
    const { text } = await dbUpdate(flags, { now: NOW });
    expect(text.match(/not updated/g)).toHaveLength(3);
    expect(text.match(/Try again later/g)).toHaveLength(1);
  });

  it('that fails names the data still in use, and how old they are', async () => {
    const { text, exitCode } = await updated(true);
    expect(text).toMatch(/npm: not updated: .*403\n[^]*Still in use: npm: 1 records, less than a day old/);
    expect(exitCode).toBe(2);
  });
});

describe('db --help', () => {
  it.each([
    [undefined, 2],
    ['update', 3],
    ['status', 2],
    ['verify', 2],
  ])('of %s shows %i examples', (name, count) => {
    const command =
      name === undefined ? dbCommand() : dbCommand().commands.find((each) => each.name() === name);
    let text = '';
    command?.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    expect(text.split('$ stowaway db').length - 1).toBe(count);
  });
});
