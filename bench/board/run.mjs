// `npm run bench:board`: scores a fixed sample of every set and the speed of large inputs, and prints one table. Needs `npm run build`.
//   --only ID,…        sections to run
//   --seed N           another sample, to see the noise (default 1)
//   --write            keep the result in runs/COMMIT.json, beside sections that an earlier run of this commit wrote there
//   --dist FOLDER      judge another build than dist; --commit names it
//   --against COMMIT   print the differences to that commit's stored run, or to a new run of it in a worktree
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../scripts/set-up.mjs';
import { printDifferences } from './against.mjs';
import { printBoard } from './print.mjs';
import { Scanner } from './scan.mjs';
import { SECTIONS } from './sections/index.mjs';
import { readRun, writeRun } from './store.mjs';
import { buildOfCommit } from './worktree.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    dist: { type: 'string', default: join(projectFolder, 'dist') },
    commit: { type: 'string' },
    against: { type: 'string' },
  },
});
const seed = Number(values.seed);
const wanted = values.only?.split(',') ?? SECTIONS.map(({ id }) => id);
const unknown = wanted.filter((id) => !SECTIONS.some((section) => section.id === id));
if (unknown.length > 0)
  throw new Error(
    `No such section: ${unknown.join(', ')}. There are ${SECTIONS.map(({ id }) => id).join(', ')}.`,
  );

const git = (...args) => execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8' }).trim();
const shortCommit = (name) => git('rev-parse', '--short=8', `${name}^{commit}`);

/** @returns {Promise<object>} sections by id; a section that fails holds its error */
async function runSections(dist, ids, onSection = () => {}) {
  const sections = {};
  for (const { id, title, run } of SECTIONS.filter((section) => ids.includes(section.id))) {
    console.error(`${id} …`);
    const scanner = new Scanner(join(resolve(dist), 'cli/main.js'));
    const startedAt = performance.now();
    const load = loadavg()[0];
    const result = await run({ scanner, seed }).catch((error) => ({ error: String(error.stack ?? error) }));
    if (result.error) console.error(result.error);
    const seconds = (performance.now() - startedAt) / 1000;
    sections[id] = { title, ...result, ...scanner.cost, seconds, load };
    onSection(sections);
  }
  return sections;
}

const runOf = (commit, sections) => ({
  commit,
  seed,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}`,
  sections,
});

const commit = values.commit ?? shortCommit('HEAD');
const sections = await runSections(values.dist, wanted, (soFar) => {
  if (values.write) writeRun(runOf(commit, soFar));
});
const run = runOf(commit, sections);
printBoard(run);

if (values.against) {
  const other = shortCommit(values.against);
  const stored = readRun(other, seed);
  const lacking = wanted.filter((id) => !stored?.sections[id] || stored.sections[id].error);
  const added = lacking.length > 0 ? await runSections(buildOfCommit(other), lacking) : {};
  const base = { ...runOf(other, {}), ...stored, sections: { ...stored?.sections, ...added } };
  if (lacking.length > 0) writeRun(base);
  printDifferences(base, run);
}
process.exitCode = Object.values(sections).some(({ error }) => error) ? 1 : 0;
