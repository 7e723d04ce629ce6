// truth.jsonl: what is in every bundle of the corpus, a line an application. Bundles are not committed, this is.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS } from './application-list.mjs';
import { folderOfBundle, readBundleFacts } from './bundle-store.mjs';
import { buildsOf } from './bundlers/index.mjs';
import { truthFile } from './folders.mjs';

/** Built bundles of one application. */
function builtOf(app) {
  return buildsOf(app).flatMap(([bundler, variant]) => {
    const bundle = { app: app.id, bundler, variant };
    const facts = readBundleFacts(bundle);
    return facts?.truthKey ? [{ ...bundle, truth: readTruth(bundle) }] : [];
  });
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

/** Writes the lines of some applications anew and keeps those of the others. */
export function writeTruth(apps) {
  const lines = existsSync(truthFile) ? readFileSync(truthFile, 'utf8').trimEnd().split('\n') : [];
  const byApp = new Map(lines.map((line) => [JSON.parse(line).app, line]));
  for (const app of apps) byApp.set(app.id, lineOf(app));
  const all = APPS.flatMap(({ id }) => byApp.get(id) ?? []);
  writeFileSync(truthFile, `${all.join('\n')}\n`);
}
