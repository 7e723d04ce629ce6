import { expect, it } from 'vitest';
import { fuzzFolders } from '../support/folder-fuzzer.js';
import { FOLDER_SEEDS } from '../support/folder-seeds.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** More of them: `node scripts/fuzz-folders.mjs`. */
const COUNT = 300;

it.skipIf(process.platform !== 'linux')(
  'calls no mutated folder clean that runs malware, code from elsewhere or a package that is not listed',
  async () => {
    const options = { seeds: FOLDER_SEEDS, count: COUNT, seed: 1, folder: temporaryFolder() };
    const { lies, clean, found, incomplete } = await fuzzFolders(options);
    expect(lies).toEqual([]);
    // Neither all refused nor all fine: the mutations reach the code.
    expect(Math.min(clean, found, incomplete)).toBeGreaterThan(COUNT / 10);
  },
  300_000,
);

it.skipIf(process.platform !== 'linux')(
  'sees what is hidden in a folder when nothing looks for it',
  async () => {
    const options = { seeds: FOLDER_SEEDS, count: 60, seed: 1, folder: temporaryFolder(), rules: [] };
    const { lies } = await fuzzFolders(options);
    expect(lies.join('\n')).toContain('malware would run');
  },
  120_000,
);

it.skipIf(process.platform !== 'linux')('calls a folder clean that holds a loop of links alone', async () => {
  const [name, seed] = [...FOLDER_SEEDS].find(([one]) => one === 'Cloudflare output')!;
  const options = { seeds: new Map([[name, seed]]), count: 1, seed: 29_894, folder: temporaryFolder() };
  expect(await fuzzFolders(options)).toMatchObject({ clean: 1, lies: [] });
});

it.skipIf(process.platform !== 'linux').each([...FOLDER_SEEDS])(
  'calls %s clean as it was made',
  async (name, seed) => {
    const seeds = new Map([[name, seed]]);
    const options = { seeds, count: 1, seed: 1, folder: temporaryFolder(), isMutated: false };
    expect(await fuzzFolders(options)).toEqual({ clean: 1, found: 0, incomplete: 0, lies: [] });
  },
  60_000,
);
