import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAdvisories } from '../../../src/advisories/index.js';
import { NOW } from '../../support/advisory-database.js';
import { startMirror } from '../../support/osv-mirror.js';
import { recordOf } from '../../support/osv-records.js';

it('keeps what records say for people, until the record changes or goes', async () => {
  const mirror = await startMirror();
  const summary = (id: string): string | undefined => {
    const store = openAdvisories({ dir: mirror.dir, now: NOW });
    const found = store.description('npm', id);
    store.close();
    return found?.summary;
  };
  const change = async (versions: Record<string, string>, told: Record<string, string>) => {
    mirror.publish(versions);
    for (const [id, text] of Object.entries(told))
      mirror.server.files.set(
        `/npm/${id}.json`,
        Buffer.from(recordOf({ id, versions: [versions[id] ?? ''], summary: text })),
      );
    return mirror.update();
  };
  await change({ A: '1.0.0', B: '2.0.0' }, {});
  await change({ A: '1.0.1', B: '2.0.1' }, { A: 'About A.', B: 'About B.' });
  await change({ A: '1.0.1', B: '2.0.2' }, { B: 'More about B.' });
  expect(['A', 'B'].map(summary)).toEqual(['About A.', 'More about B.']);
  await change({ B: '2.0.2' }, {});
  expect(summary('A')).toBeUndefined();
});

it('fetches the archive where descriptions are missing or damaged', async () => {
  const mirror = await startMirror();
  mirror.publish({ A: '1.0.0' });
  await mirror.update();
  const path = join(mirror.dir, 'npm.descriptions');
  for (const damage of [() => rmSync(path), () => writeFileSync(path, 'x')]) {
    damage();
    expect(await mirror.update()).toMatchObject({ update: { fetched: 'whole' } });
  }
});
