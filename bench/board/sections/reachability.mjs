// Which installed packages a handler loads: applications that were called once with their loads traced.
import { readFileSync } from 'node:fs';
import { APPS } from '../../reachability/apps.mjs';
import { installApp } from '../../reachability/install-app.mjs';
import { count, share } from '../figures.mjs';

/** Applications of a sample: of several kinds, none of the largest. */
const NAMES = new Set([
  'express',
  'lodash-methods',
  'axios',
  'winston-pino',
  'mongoose',
  'fastify',
  'middy',
  'aws-sdk-v2',
]);

const TRUTH = JSON.parse(readFileSync(new URL('../../reachability/truth.json', import.meta.url), 'utf8'));

async function scoreApp(scanner, app) {
  const flags = ['--handler', app.handler, '--runtime', 'nodejs22.x', '--platform', 'aws-lambda'];
  const { artifacts, functions } = await scanner.scan([installApp(app)], flags);
  const installed = artifacts[0].packages.filter(({ presence }) => presence === 'installed');
  const places = new Map(installed.map(({ id, locations }) => [id, locations[0].path]));
  const loaded = new Set(TRUTH[app.name].loaded);
  const unreachable = functions[0].packages
    .filter(({ id, reachable }) => reachable === false && places.has(id))
    .map(({ id }) => places.get(id));
  const isLoaded = (place) => loaded.has(place);
  return {
    name: app.name,
    idle: [...places.values()].filter((place) => !isLoaded(place)).length,
    proven: unreachable.filter((place) => !isLoaded(place)).length,
    wrong: unreachable.filter(isLoaded),
  };
}

export const reachability = {
  id: 'reachability',
  title: 'reachability',
  async run({ scanner }) {
    const rows = [];
    for (const app of APPS.filter(({ name }) => NAMES.has(name))) rows.push(await scoreApp(scanner, app));
    const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
    return {
      figures: [
        share(
          'proven',
          sum(({ proven }) => proven),
          sum(({ idle }) => idle),
        ),
        count(
          'wrong',
          sum(({ wrong }) => wrong.length),
        ),
      ],
      verdicts: Object.fromEntries(
        rows.map(({ name, idle, proven, wrong }) => [
          name,
          `${proven} of ${idle} proven, wrong: ${wrong.join(' ')}`,
        ]),
      ),
    };
  },
};
