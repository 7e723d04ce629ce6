// node bench/signatures/benign-set.mjs FOLDER: scans one installed set and prints, as JSON, its releases, what the signatures found and its problems.
import { scan } from '../../dist/index.js';

const KINDS = new Set(['malware', 'install-script', 'hook', 'secret', 'configuration', 'typosquat']);
// A set may be larger than any function.
const LIMITS = { maxMillis: 15 * 60_000, maxInflatedBytes: 8 * 1024 ** 3, maxHeapMegabytes: 4096 };

const [folder] = process.argv.slice(2);
const { artifacts } = await scan({ targets: [folder], limits: LIMITS, offline: true }).report;
const { user, system } = process.cpuUsage();
const packages = artifacts.flatMap((artifact) => artifact.packages);
const releases = new Map(
  packages
    .filter(({ presence }) => presence === 'installed')
    .map(({ id, name, version }) => [id, `${name}@${version}`]),
);
const findings = artifacts
  .flatMap((artifact) => artifact.findings)
  .filter(({ kind }) => KINDS.has(kind))
  .map(({ kind, rule, severity, evidence, package: id }) => ({
    kind,
    rule,
    severity,
    release: releases.get(id) ?? null,
    evidence: evidence.map(({ path, line, detail }) => ({ path, line, detail })),
  }));
const problems = artifacts
  .flatMap((artifact) => artifact.problems)
  .filter(({ affectsCompleteness }) => affectsCompleteness)
  .map(({ code, path, message }) => `${code} ${path}: ${message}`);
const cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify({ releases: [...new Set(releases.values())], findings, problems, cpuSeconds }));
