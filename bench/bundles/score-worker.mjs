// Scans a bundle for each message { bundle, evidence, leaveOut, closure } and answers with what it found of what is there.
import { rmSync } from 'node:fs';
import { readBundleFacts, readFiles } from './bundle-store.mjs';
import { compare, decisionOf, versionOutcome } from './compare.mjs';
import { scanWithClosure } from './closure.mjs';
import { distModule } from './dist.mjs';
import { leftOutOf, requireLeftOut } from './leave-out.mjs';
import { indexedNames, reachableFolders } from './reachable.mjs';
import { retireOutcome } from './retire.mjs';
import { layTarget, RETIRE, sbomsOf } from './target-folder.mjs';
import { readTruth } from './truth-file.mjs';
import { openVerdicts } from './verdicts.mjs';

const { scan } = await distModule('index.js');
const verdictOf = await openVerdicts();
const indexed = indexedNames();
const PRESENCES = new Set(['bundled']);
/** What is found counts here, also where a busy machine takes longer than scans usually may. */
const limits = { maxMillis: 24 * 3_600_000 };

function brief({ name, versionState, version, candidates, bytes, confidence, evidence }) {
  const methods = evidence.map(({ method }) => method);
  return { name, versionState, version, candidates: candidates.length, bytes, confidence, methods };
}

/** The truth about a copy. */
function factsOf({ name, version, keptBytes, folder }, reachable) {
  const affected = verdictOf({ name, version });
  return {
    name,
    version,
    keptBytes,
    isIndexed: indexed.has(name),
    reachable: reachable.has(folder),
    affected,
  };
}

function copyOutcome({ copy, row }, { findings, reachable }) {
  const about = row && findings.filter((finding) => finding.package === row.id);
  return {
    ...factsOf(copy, reachable),
    row: row && { ...versionOutcome(row, copy), decision: decisionOf(row, about), ...brief(row) },
  };
}

const bytesOfFiles = (bundle) =>
  readFiles(bundle, readBundleFacts(bundle)).reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);

const sumOf = (packages) => packages.reduce((sum, { keptBytes }) => sum + keptBytes, 0);

async function timedScan(options) {
  const startedAt = performance.now();
  const report = await scan(options).report;
  return { report, seconds: (performance.now() - startedAt) / 1000 };
}

async function scoreTarget(folder, { bundle, evidence, leaveOut, closure }) {
  const truth = readTruth(bundle);
  const without = leftOutOf(truth.packages, leaveOut);
  const sboms = await sbomsOf(bundle, evidence);
  const options = { targets: [`${folder}/function`], sboms, jobs: 1, limits, fingerprints: { without } };
  const { report, ...times } = closure
    ? await scanWithClosure(timedScan, { bundle, options })
    : await timedScan({ ...options, offline: true, cache: null });
  const [artifact] = report.artifacts;
  const rows = artifact.packages.filter(({ presence }) => PRESENCES.has(presence));
  requireLeftOut(rows, without);
  const { found, surplus } = compare(truth.packages, rows);
  const reachable = reachableFolders(bundle.app, indexed);
  return {
    ...times,
    copies: found.map((each) => copyOutcome(each, { findings: artifact.findings, reachable })),
    surplus: surplus.map((row) => ({ ...brief(row), isIndexed: indexed.has(row.name) })),
    // Neither found nor wrong: no bundler records packages that another package embeds in its own file.
    builtIn: artifact.packages.filter(({ presence }) => presence === 'vendored').map(brief),
    coverage: {
      ...artifact.coverage,
      // Shares are of all bytes, as the truth has them: tables of data are no code.
      codeBytes: bytesOfFiles(bundle),
      trueBundled: sumOf(truth.packages),
      trueFirstParty: truth.firstPartyBytes,
    },
    problems: artifact.problems.map(({ code, message }) => `${code}: ${message}`),
    complete: report.summary.complete,
  };
}

async function score(job) {
  const { bundle, evidence } = job;
  const facts = readBundleFacts(bundle);
  if (evidence === RETIRE) {
    const reachable = reachableFolders(bundle.app, indexed);
    return { set: facts.set, ...retireOutcome(bundle, (copy) => factsOf(copy, reachable)) };
  }
  const folder = layTarget(bundle, facts, evidence);
  if (folder === null) return { absent: true };
  try {
    return { set: facts.set, ...(await scoreTarget(folder, job)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.on('message', (job) => {
  void score(job)
    .catch((error) => ({ error: String(error.stack ?? error) }))
    .then((answer) => process.send(answer));
});
