// What a sweep of 100,000 functions in 200 accounts takes: `node bench/sweep/plan.mjs`, after `npm run build`. The table stands in docs/sweep-at-scale.md.
import { openCaller } from '../../dist/aws/access/caller.js';
import { surveyPlaces } from '../../dist/sweep/survey/survey-places.js';
import { simulateSweep } from './simulate.mjs';

const ACCOUNTS = Array.from({ length: 200 }, (_, at) => String(100_000_000_000 + at));
// Regions that are enabled in every account by default; functions are in two of them.
const REGIONS = [...Array.from({ length: 16 }, (_, at) => `eu-test-${at}`), 'us-east-1'];
/** One account has a tenth of everything in one region: the listing waits for the largest place. */
const LARGEST = 10_000;
const EACH = Math.round((100_000 - LARGEST) / (ACCOUNTS.length * 2));
const DISTINCT = 0.6;

function functionsIn(account, region) {
  const isLargest = account === ACCOUNTS[0] && region === REGIONS[0];
  const isUsed = region === REGIONS[0] || region === REGIONS[1];
  return (isUsed ? EACH : 0) + (isLargest ? LARGEST : 0);
}

const common = { accounts: ACCOUNTS, regionsOf: () => REGIONS, functionsIn, paceFactor: 1 };
/** @type {readonly { name: string, fresh: number, workers: number, jobs: number, paceFactor?: number }[]} */
const PLANS = [
  { name: 'first night, 1 worker of 4 jobs', fresh: DISTINCT, workers: 1, jobs: 4 },
  { name: 'first night, 4 workers of 4 jobs', fresh: DISTINCT, workers: 4, jobs: 4 },
  { name: 'first night, 16 workers of 4 jobs', fresh: DISTINCT, workers: 16, jobs: 4 },
  { name: 'later nights (1 % new), 1 worker of 4 jobs', fresh: DISTINCT / 100, workers: 1, jobs: 4 },
  {
    name: 'first night at twice the pace, 16 workers of 4 jobs',
    fresh: DISTINCT,
    workers: 16,
    jobs: 4,
    paceFactor: 2,
  },
];
/** Download of 5 MB and its analysis, on one core. */
const SECONDS_OF_ARTIFACT = 1.2;

const minutes = (seconds) => `${Math.round(seconds / 60)} min`;
console.log(
  '| night | listing | fetching and analysing | calls | refused |\n| --- | --- | --- | --- | --- |',
);
for (const { name, fresh, ...sizes } of PLANS) {
  const newIn = (account, region) => Math.round(functionsIn(account, region) * fresh);
  const plan = { ...common, ...sizes, newIn, secondsOfArtifact: SECONDS_OF_ARTIFACT };
  const { listing, collecting, calls } = await simulateSweep({ openCaller, surveyPlaces }, plan);
  const all = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const refused = listing.refused + collecting.refused;
  console.log(
    `| ${name} | ${minutes(listing.seconds)} | ${minutes(collecting.seconds)} | ${all} | ${refused} |`,
  );
  if (name === PLANS[0]?.name) console.error(JSON.stringify(calls));
}
