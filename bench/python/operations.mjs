// Scores needed operations of Python on the programs of bench/python/operations: node bench/python/operations.mjs [NAME…]
// Nothing of a program is run. A truth lists operations by boto3's names of services; `optional` ones count neither as missed nor as extra.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sdkService } from '../../dist/iam/index.js';
import { operationsOf } from '../operations/operations-of.mjs';

const PROGRAMS = fileURLToPath(new URL('operations', import.meta.url));
const REASONS_SHOWN = 200;

/** The service id that answers use, for boto3's name. */
function keyOf(operation) {
  const [service, name] = operation.split(':');
  return `${sdkService(service)?.id ?? service}:${name}`;
}

function score(program, folder) {
  const truth = JSON.parse(readFileSync(join(PROGRAMS, program, 'truth.json'), 'utf8'));
  const zip = join(folder, `${program}.zip`);
  spawnSync('zip', ['-qr', zip, '.', '-x', 'truth.json', '*.pyc'], { cwd: join(PROGRAMS, program) });
  const answer = operationsOf({ zip, handler: truth.handler, runtime: 'python3.12' });
  const [wanted, optional] = [truth.operations, truth.optional ?? []].map((all) => new Set(all.map(keyOf)));
  const found = new Set(answer.operations.map(({ service, operation }) => `${service}:${operation}`));
  return {
    author: truth.author,
    wanted: wanted.size,
    missed: [...wanted].filter((each) => !found.has(each)),
    extra: [...found].filter((each) => !wanted.has(each) && !optional.has(each)),
    reasons: answer.unresolved,
    isIncomplete: truth.incomplete === true,
  };
}

/** Silent: something is missed and nothing says so. */
function isSilent({ missed, reasons, isIncomplete }) {
  return (missed.length > 0 || isIncomplete) && reasons.length === 0;
}

function show(program, result) {
  const { wanted, missed, extra, reasons } = result;
  const parts = [`${program} ${wanted - missed.length}/${wanted}`];
  if (isSilent(result)) parts.push('SILENT');
  if (missed.length > 0) parts.push(`missed ${missed.join(' ')}`);
  if (extra.length > 0) parts.push(`extra ${extra.join(' ')}`);
  if (reasons.length > 0) parts.push(`| ${reasons.join('; ').slice(0, REASONS_SHOWN)}`);
  console.log(parts.join(' '));
}

function sum(results, count) {
  return results.reduce((total, result) => total + count(result), 0);
}

function summarise(title, results) {
  const wanted = sum(results, (result) => result.wanted);
  const found = wanted - sum(results, ({ missed }) => missed.length);
  const extra = sum(results, (result) => result.extra.length);
  const isNeedless = ({ missed, reasons, isIncomplete }) =>
    missed.length === 0 && !isIncomplete && reasons.length > 0;
  console.log(
    `${title}: ${results.length} programs, recall ${(found / wanted).toFixed(3)} (${found} of ${wanted}), ` +
      `extra ${extra} (${((100 * extra) / (found + extra)).toFixed(1)} %), silent ${results.filter(isSilent).length}, ` +
      `"at least these" where all are found ${results.filter(isNeedless).length}`,
  );
}

const chosen = process.argv.slice(2);
const programs = readdirSync(PROGRAMS).filter((name) => chosen.length === 0 || chosen.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'stowaway-boto3-'));
const results = [];
for (const program of programs.sort()) {
  const result = score(program, folder);
  show(program, result);
  results.push(result);
}
rmSync(folder, { recursive: true });
for (const author of new Set(results.map((result) => result.author)))
  summarise(
    author,
    results.filter((result) => result.author === author),
  );
if (results.length > 0) summarise('all', results);
