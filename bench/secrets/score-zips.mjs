// Scores the rules about secrets on the third set, zips with nested archives: `node bench/secrets/score-zips.mjs`. Needs `npm run build`.
// A plant is found if a finding is in its file (or one with the same value) and at most NEAR lines from it; each finding counts for one
// plant. What the set names a trap, and what is neither, is an extra one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '../../dist/index.js';
import { unpack } from '../packed-sets.mjs';

const NEAR = 3;
const root = mkdtempSync(join(tmpdir(), 'stowaway-secrets-'));
unpack(join(import.meta.dirname, 'set-3.tar.gz'), root);
const listIn = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

/** Findings of an artifact, each with its places. */
async function findingsIn(name) {
  const report = await scan({ targets: [join(root, 'artifacts', name)], offline: true, cache: null }).report;
  return report.artifacts
    .flatMap(({ findings }) => findings)
    .filter(({ kind }) => kind === 'secret')
    .map(({ rule, evidence }) => ({ rule, places: evidence, isMeant: false }));
}

/** Lines between a place and a plant; null where they are in different files. */
function distance({ path, line }, plant) {
  const places = [plant, ...(plant.also ?? []), ...(plant.lines ?? []).map((at) => ({ ...plant, line: at }))];
  const lines = places
    .filter(({ file }) => file === path)
    .map((place) => Math.abs((line ?? place.line) - place.line));
  return lines.length === 0 ? null : Math.min(...lines);
}

function nearest(finding, plant) {
  const all = finding.places.map((place) => distance(place, plant) ?? Infinity);
  return Math.min(...all, Infinity);
}

const traps = listIn('traps.json');
const plants = listIn('truth.json');
const names = new Set([...plants, ...traps].map(({ artifact }) => artifact));
let [found, all, extra, onTraps] = [0, 0, 0, 0];
for (const name of names) {
  const findings = await findingsIn(name);
  for (const plant of plants.filter(({ artifact }) => artifact === name)) {
    all += 1;
    const near = findings.filter((one) => !one.isMeant && nearest(one, plant) <= NEAR);
    const [hit] = near.sort((a, b) => nearest(a, plant) - nearest(b, plant));
    if (!hit) console.log(`missed ${name} ${plant.file}:${plant.line} ${plant.kind} ${plant.how}`);
    else found += 1;
    // The same value at its other places, and the id beside a key.
    for (const one of near)
      one.isMeant = one === hit || (one.rule === hit.rule && Boolean(plant.also ?? plant.companion));
  }
  for (const { rule, places } of findings.filter(({ isMeant }) => !isMeant)) {
    const trap = traps.find((one) => one.artifact === name && nearest({ places }, one) <= NEAR);
    extra += 1;
    if (trap) onTraps += 1;
    console.log(`extra  ${name} ${places[0].path}:${places[0].line} ${rule} ${trap?.what ?? ''}`);
  }
}
rmSync(root, { recursive: true });
console.log(
  `${found} of ${all} found (recall ${(found / all).toFixed(3)}), ${extra} extra, ${onTraps} of them on traps (precision ${(found / (found + extra)).toFixed(3)})`,
);
