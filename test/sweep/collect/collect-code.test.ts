import { once } from 'node:events';
import { expect, test } from 'vitest';
import { ScanError } from '../../../src/model/index.js';
import type { Row } from '../../../src/store/sql.js';
import type { Sql } from '../../../src/store/index.js';
import { collectCode } from '../../../src/sweep/collect/collect-code.js';
import { openEnding } from '../../../src/sweep/work-together.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** A store that wants the code of this many functions, and has nothing. */
function storeWith(wanted: number): Sql {
  const rows: Row[] = Array.from({ length: wanted }, (_, at) => ({
    account: `${at}`,
    region: 'eu-west-1',
    function: `arn:${at}`,
    facts: { packageType: 'zip' },
    key: `function:${at}`,
  }));
  const query = (text: string) => Promise.resolve(text.includes('DISTINCT ON (v.code)') ? rows : []);
  return {
    query,
    transaction: (work) => work({ query }),
    lock: () => Promise.resolve(true),
    unlock: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

test('when one artifact fails, the queue ends, those that were begun end, and the error is thrown', async () => {
  const ending = openEnding(new AbortController().signal);
  const failure = new ScanError('config', 'Another sweep took the store.', { hint: 'Wait for it.' });
  const entered: string[] = [];
  let active = 0;
  const collecting = collectCode({
    ...ending,
    sql: storeWith(40),
    run: 1,
    reanalyse: 0,
    jobs: 4,
    analyst: {
      version: '1',
      analyse: () => Promise.reject(new Error('nothing is fetched')),
      close: () => Promise.resolve(),
    },
    folder: temporaryFolder(),
    async accessTo(account) {
      entered.push(account);
      if (account === '2') throw failure;
      active += 1;
      // As a download that AWS does not end.
      if (!ending.signal.aborted) await once(ending.signal, 'abort');
      active -= 1;
      ending.signal.throwIfAborted();
      return null;
    },
    onArtifact: () => undefined,
  });
  await expect(collecting).rejects.toBe(failure);
  expect(active).toBe(0);
  expect(entered.length).toBeLessThan(8);
});
