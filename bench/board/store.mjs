// Stored runs: runs/COMMIT.json, and runs/COMMIT-seed-N.json of another sample.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'runs');
const fileOf = (commit, seed) => join(folder, seed === 1 ? `${commit}.json` : `${commit}-seed-${seed}.json`);

/** @returns {object | null} */
export function readRun(commit, seed) {
  const file = fileOf(commit, seed);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Keeps the sections that an earlier run wrote and this one does not have. */
export function writeRun(run) {
  mkdirSync(folder, { recursive: true });
  const sections = { ...readRun(run.commit, run.seed)?.sections, ...run.sections };
  writeFileSync(fileOf(run.commit, run.seed), `${JSON.stringify({ ...run, sections }, null, 2)}\n`);
}
