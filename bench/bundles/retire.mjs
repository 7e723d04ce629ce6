// RetireJS on the same bundles, where it and its repository of patterns are there: `build/bench-bundles/retire/jsrepository-v5.json`,
// which its project publishes and which it would otherwise fetch. https://github.com/RetireJS/retire.js
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOfBundle } from './bundle-store.mjs';
import { compare, versionOutcome } from './compare.mjs';
import { corpusFolder, toolFile } from './folders.mjs';
import { readTruth } from './truth-file.mjs';

const REPOSITORY = join(corpusFolder, 'retire/jsrepository-v5.json');
/** It exits with this when something is vulnerable. */
const VULNERABLE = 13;

export const hasRetire = () => existsSync(REPOSITORY) && existsSync(toolFile('retire'));

/** @returns {{ component: string, npmname?: string, version: string, vulnerabilities?: object[] }[]} */
function runRetire(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-retire-'));
  const output = join(scratch, 'output.json');
  const options = [
    '--jsrepo',
    REPOSITORY,
    '--outputformat',
    'json',
    '--outputpath',
    output,
    '--verbose',
    '--deep',
  ];
  const command = [
    toolFile('retire/lib/cli.js'),
    '--path',
    folder,
    '--ext',
    'js,mjs',
    '--cachedir',
    scratch,
    ...options,
  ];
  try {
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0 && status !== VULNERABLE)
      throw new Error(`retire exited ${status}: ${stderr.slice(0, 500)}`);
    return JSON.parse(readFileSync(output, 'utf8')).data.flatMap(({ results }) => results);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Each release once, as the rows of a scan are. */
function rowsOf(results) {
  const rows = new Map();
  for (const { component, npmname, version, vulnerabilities = [] } of results) {
    const name = npmname ?? component;
    const row = {
      name,
      versionState: 'exact',
      version,
      candidates: [],
      isAffected: vulnerabilities.length > 0,
    };
    rows.set(`${name}@${version}`, row);
  }
  return [...rows.values()];
}

/** What RetireJS finds in one bundle, in the shape of a scan's outcome; `factsOf` returns the truth about a copy. */
export function retireOutcome(bundle, factsOf) {
  const startedAt = performance.now();
  const results = runRetire(join(folderOfBundle(bundle), 'code'));
  const seconds = (performance.now() - startedAt) / 1000;
  const { found, surplus } = compare(readTruth(bundle).packages, rowsOf(results));
  const copies = found.map(({ copy, row }) => ({
    ...factsOf(copy),
    row: row && { ...versionOutcome(row, copy), decision: row.isAffected ? 'affected' : 'clean' },
  }));
  return {
    seconds,
    copies,
    surplus: surplus.map(({ name }) => ({ name, methods: ['pattern'] })),
    problems: [],
  };
}
