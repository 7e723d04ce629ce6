// truth.jsonl: what is in every bundle of the corpus, a line an application. Bundles are not committed, this is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS } from './apps.mjs';
import { folderOfBundle, readBundleFacts } from './bundle-store.mjs';
import { BUNDLERS } from './bundlers/index.mjs';
import { truthFile } from './folders.mjs';

/** Built bundles of one application. */
function builtOf(app) {
  return BUNDLERS.flatMap(({ id, variants }) =>
    variants.flatMap((variant) => {
      const bundle = { app: app.id, bundler: id, variant };
      const facts = readBundleFacts(bundle);
      return facts?.truthKey ? [{ ...bundle, truth: readTruth(bundle) }] : [];
    }),
  );
}

/** @returns {{ packages: { name: string, version: string, folder: string, keptBytes: number }[], firstPartyBytes: number }} */
export function readTruth(bundle) {
  return JSON.parse(readFileSync(join(folderOfBundle(bundle), 'truth.json'), 'utf8'));
}

/** One application's line: its copies once, and of each bundle how many bytes it keeps of each of them. */
function lineOf(app) {
  const built = builtOf(app);
  const copies = new Map(built.flatMap(({ truth }) => truth.packages.map((each) => [each.folder, each])));
  const folders = [...copies.keys()].sort();
  const bundles = built.map(({ bundler, variant, truth }) => {
    const kept = new Map(truth.packages.map(({ folder, keptBytes }) => [folder, keptBytes]));
    return [
      `${bundler}-${variant}`,
      [truth.firstPartyBytes, ...folders.map((folder) => kept.get(folder) ?? 0)],
    ];
  });
  const releases = folders.map((folder) => `${copies.get(folder).name}@${copies.get(folder).version}`);
  return JSON.stringify({
    app: app.id,
    set: app.set,
    folders,
    releases,
    keptBytes: Object.fromEntries(bundles),
  });
}

export function writeTruth() {
  writeFileSync(truthFile, `${APPS.map(lineOf).join('\n')}\n`);
}
