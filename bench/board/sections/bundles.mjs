// Packages in bundles: applications of the corpus, minified without comments, without evidence beside them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readBundleFacts } from '../../bundles/bundle-store.mjs';
import { compare, versionOutcome } from '../../bundles/compare.mjs';
import { layTarget } from '../../bundles/target-folder.mjs';
import { readTruth } from '../../bundles/truth-file.mjs';
import { share } from '../figures.mjs';
import { sampleOf } from '../sample.mjs';

/** Small and medium applications: a large one costs half a minute. */
const APPS = [
  'members',
  'catalog',
  'portal-old',
  'notifier',
  'audit-log',
  'crm',
  'queue-old',
  'push',
  'edge-auth',
  'settings',
];
const BUNDLERS = ['esbuild', 'webpack'];
const VARIANT = 'nocomments';
const SAMPLES = 8;
const BUILD = join(import.meta.dirname, '../../bundles/build.mjs');

function chosenBundles(seed) {
  const all = APPS.flatMap((app) => BUNDLERS.map((bundler) => ({ app, bundler, variant: VARIANT })));
  const chosen = sampleOf(all, { seed, count: SAMPLES, idOf: (each) => `${each.app} ${each.bundler}` });
  const missing = chosen.filter((bundle) => !readBundleFacts(bundle)?.truthKey);
  if (missing.length > 0) {
    const apps = [...new Set(missing.map(({ app }) => app))].flatMap((app) => ['--app', app]);
    const bundlers = BUNDLERS.flatMap((bundler) => ['--bundler', bundler]);
    const args = [BUILD, '--lanes', '1', ...apps, ...bundlers, '--variant', VARIANT];
    spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
  }
  return chosen;
}

async function scoreBundle(scanner, bundle) {
  const folder = layTarget(bundle, readBundleFacts(bundle), 'none');
  const report = await scanner.scan([join(folder, 'function')]);
  const rows = report.artifacts[0].packages.filter(({ presence }) => presence === 'bundled');
  return compare(readTruth(bundle).packages, rows);
}

export const bundles = {
  id: 'bundles',
  title: 'packages in bundles',
  async run({ scanner, seed }) {
    const verdicts = {};
    const copies = [];
    let surplus = 0;
    for (const bundle of chosenBundles(seed)) {
      const result = await scoreBundle(scanner, bundle);
      const named = result.found.filter(({ row }) => row);
      verdicts[`${bundle.app} ${bundle.bundler}`] =
        `${named.length} of ${result.found.length} named, ${result.surplus.length} wrong`;
      copies.push(...result.found);
      surplus += result.surplus.length;
    }
    const named = copies.filter(({ row }) => row);
    const outcomes = named
      .map(({ row, copy }) => versionOutcome(row, copy))
      .filter(({ size }) => size !== null);
    return {
      figures: [
        share('named', named.length, copies.length),
        share('located', named.filter(({ row }) => row.bytes > 0).length, copies.length),
        share('precision', named.length, named.length + surplus),
        share(
          'set holds the version',
          outcomes.filter(({ holdsTruth }) => holdsTruth).length,
          outcomes.length,
        ),
        share(
          'true version in the set, of all',
          outcomes.filter(({ holdsTruth }) => holdsTruth).length,
          copies.length,
        ),
      ],
      verdicts,
    };
  },
};
