import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSql } from '../../src/store/open-sql.js';
import { openQueue, type Queue } from '../../src/store/queue.js';
import type { Lease } from '../../src/store/queued-work.js';
import type { WantedRow } from '../../src/store/wanted-rows.js';
import { useStores } from '../support/stores.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const newStore = useStores('server');
const TIMES = { leaseSeconds: 1, retrySeconds: 1 };
const RUN = 1;
const closing: (() => Promise<void>)[] = [];
let queue: Queue;

function row(key: string): WantedRow {
  return { account: '111111111111', region: 'eu-west-1', function: `arn:${key}`, facts: { key }, key };
}

beforeEach(async () => {
  const sql = await openSql(newStore());
  const opened = await openQueue(sql);
  queue = opened;
  closing.push(
    () => opened.close(),
    () => sql.close(),
  );
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function fill(...keys: readonly string[]): Promise<void> {
  await queue.add(RUN, keys.map(row), TIMES);
}

async function takeAll(): Promise<readonly Lease[]> {
  return queue.take(100);
}

/** Waits until something can be taken again: leases and pauses are a second or two long. */
async function takeLater(): Promise<Lease> {
  return vi.waitFor(
    async () => {
      await queue.expire();
      const [lease] = await queue.take(1);
      if (!lease) throw new Error('nothing yet');
      return lease;
    },
    { timeout: 60_000, interval: 100 },
  );
}

test('an artifact is on the queue once, however often it is added, and each is taken by one', async () => {
  await fill('a', 'b', 'c');
  await queue.add(RUN, [row('a'), row('b')], TIMES);
  const [first, second] = await Promise.all([queue.take(2), queue.take(2)]);
  const keys = [...first, ...second].map((lease) => lease.row.key).sort();
  expect(keys).toEqual(['a', 'b', 'c']);
  const lease = { run: RUN, attempt: 1, leaseSeconds: 1 };
  expect([...first, ...second].find((one) => one.row.key === 'a')).toMatchObject({ ...lease, row: row('a') });
  for (const { id } of [...first, ...second]) await queue.complete(id, { bytes: 5, calls: { 'x:Y': 2 } });
  expect(await queue.counts(RUN)).toEqual({ waiting: 0, active: 0, done: 3, setAside: 0 });
  expect(await queue.totals(RUN)).toEqual({ done: 3, again: 0, bytes: 15, calls: { 'x:Y': 6 } });
});

test('a failed job is retried later, and set aside with its last reason after four attempts', async () => {
  await fill('poison');
  let [lease] = await takeAll();
  for (const attempt of [1, 2, 3, 4]) {
    expect(lease?.attempt).toBe(attempt);
    await queue.fail(lease?.id ?? '', { action: 'download', reason: `no, ${attempt}` });
    if (attempt < 4) lease = await takeLater();
  }
  expect(await queue.counts(RUN)).toMatchObject({ waiting: 0, setAside: 1 });
  expect(await queue.setAside(RUN)).toEqual([
    { row: row('poison'), attempts: 4, action: 'download', reason: 'no, 4' },
  ]);
});

test('the lease of a silent worker runs out; one that is renewed does not', async () => {
  await fill('silent', 'renewed');
  const [silent, renewed] = await takeAll();
  const renewal = setInterval(() => void queue.renew([renewed?.id ?? '']), 200);
  const again = await takeLater().finally(() => clearInterval(renewal));
  expect(again).toMatchObject({ id: silent?.id, attempt: 2 });
  expect(await queue.counts(RUN)).toMatchObject({ active: 2 });
});

test('a job that is given back is taken at once, and counts as no attempt', async () => {
  await fill('returned');
  const [lease] = await takeAll();
  await queue.giveBack([lease?.id ?? '']);
  const [again] = await takeAll();
  expect(again).toMatchObject({ id: lease?.id, attempt: 1 });
});

test('a job whose workers died each time is set aside as well', async () => {
  await fill('killer');
  await takeAll();
  for (const attempt of [2, 3, 4]) expect((await takeLater()).attempt).toBe(attempt);
  await vi.waitFor(
    async () => {
      await queue.expire();
      expect(await queue.setAside(RUN)).toMatchObject([
        { attempts: 4, reason: expect.stringContaining('its worker ended') as string },
      ]);
    },
    { timeout: 60_000, interval: 200 },
  );
});

test('a queue that another pg-boss laid out is refused, and stays as it is', async () => {
  const sql = await openSql(newStore());
  closing.push(() => sql.close());
  await (await openQueue(sql)).close();
  await sql.query('UPDATE stowaway_queue.version SET version = 46');
  await expect(openQueue(sql)).rejects.toThrow('layout 46 of pg-boss, not 24');
  expect(await sql.query('SELECT version FROM stowaway_queue.version')).toEqual([{ version: 46 }]);
});
