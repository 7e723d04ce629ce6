// Secrets in content that other people wrote, and settings of functions in their templates.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionAt, saidOf } from '../../configuration/said-of.mjs';
import { unpack } from '../../packed-sets.mjs';
import { lineOf, placesOf, placesOfSecrets } from '../../secrets/places.mjs';
import { share } from '../figures.mjs';
import { withFolder } from '../temporary.mjs';

const BENCH = join(import.meta.dirname, '../..');
const SETS = ['set.tar.gz', 'set-2.tar.gz'];

function unpackInto(folder, topic, set) {
  const own = join(folder, set.replace('.tar.gz', ''));
  mkdirSync(own);
  unpack(join(BENCH, topic, set), own);
  return own;
}

const foldersIn = (root) =>
  readdirSync(root, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);

export const secrets = {
  id: 'secrets',
  title: 'secrets',
  run: ({ scanner }) =>
    withFolder(async (folder) => {
      const samples = SETS.flatMap((set) => {
        const root = unpackInto(folder, 'secrets', set);
        return foldersIn(root).map((name) => ({ id: `${set}/${name}`, at: join(root, name) }));
      });
      const targets = samples.map(({ at }) => {
        spawnSync('zip', ['-qr', `${at}.zip`, '.', '-x', 'truth.json'], { cwd: at });
        return `${at}.zip`;
      });
      const artifacts = await scanner.scanEach(targets);
      let [found, all, extra] = [0, 0, 0];
      const verdicts = {};
      for (const { id, at } of samples) {
        const truth = JSON.parse(readFileSync(join(at, 'truth.json'), 'utf8'));
        const places = placesOfSecrets([artifacts.get(`${at}.zip`)]);
        const own = [0, 0];
        for (const secret of truth.secrets) {
          const meant = placesOf(places, secret, lineOf(at, secret));
          for (const place of meant) place.isMeant = true;
          own[meant.length > 0 ? 0 : 1] += 1;
        }
        const more = places.filter(({ isMeant }) => !isMeant).length;
        verdicts[id] = `${own[0]} found, ${own[1]} missed, ${more} extra`;
        found += own[0];
        all += own[0] + own[1];
        extra += more;
      }
      return { figures: [share('recall', found, all), share('precision', found, found + extra)], verdicts };
    }),
};

/** Compares what is said of a function with what a set expects. Of a set that names what is absent, only that is an extra. */
function judge(said, { expect, absent }) {
  const left = [...said];
  const own = { found: 0, missed: 0, extra: 0 };
  for (const { what, optional } of expect) {
    const at = left.indexOf(what);
    if (at >= 0) left.splice(at, 1);
    if (at >= 0) own.found += 1;
    else if (!optional) own.missed += 1;
  }
  const named = absent?.map((one) => one.what ?? one);
  own.extra = left.filter((rule) => named?.includes(rule) ?? true).length;
  return own;
}

export const configuration = {
  id: 'configuration',
  title: 'configuration',
  run: ({ scanner }) =>
    withFolder(async (folder) => {
      // A template without code at hand is nothing to scan: another target makes a report of it.
      const code = join(folder, 'code');
      mkdirSync(code);
      writeFileSync(join(code, 'index.js'), 'exports.handler = async () => null;\n');
      let [found, all, extra, exposed, functions] = [0, 0, 0, 0, 0];
      const verdicts = {};
      for (const set of SETS) {
        const root = join(unpackInto(folder, 'configuration', set), 'config');
        const reports = new Map();
        for (const truth of JSON.parse(readFileSync(join(root, 'truth.json'), 'utf8'))) {
          const path = join(root, truth.name, truth.file);
          if (!reports.has(path)) reports.set(path, await scanner.scan([path, code]));
          const fn = functionAt(reports.get(path).functions, truth.function, readFileSync(path, 'utf8'));
          const own = judge(
            saidOf(fn).map(({ rule }) => rule),
            truth,
          );
          const isRight = (fn?.exposure?.level === 'public') === truth.public;
          verdicts[`${set}/${truth.name} ${truth.function}`] =
            `${own.found} found, ${own.missed} missed, ${own.extra} extra, exposure ${isRight ? 'right' : 'wrong'}`;
          found += own.found;
          all += own.found + own.missed;
          extra += own.extra;
          functions += 1;
          exposed += Number(isRight);
        }
      }
      return {
        figures: [
          share('recall', found, all),
          share('precision', found, found + extra),
          share('exposure right', exposed, functions),
        ],
        verdicts,
      };
    }),
};
