// Operations of AWS that a function's code performs, by the IAM actions that the report says it needs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sdkService } from '../../../dist/iam/index.js';
import { bundleFolder } from '../../operations/folders.mjs';
import { actionsOf, NEEDED_ACTIONS } from '../../operations/needed-actions.mjs';
import { BUILDS } from '../../operations/plan.mjs';
import { programIn } from '../../operations/programs.mjs';
import { compare } from '../../operations/score.mjs';
import { mistakes, share } from '../figures.mjs';
import { sampleOf } from '../sample.mjs';
import { scanFunctions } from '../template.mjs';
import { withFolder } from '../temporary.mjs';

const SCRIPT_SAMPLES = 22;
const PYTHON_SAMPLES = 60;
const BUILD = join(import.meta.dirname, '../../operations/build.mjs');
const PYTHON_PROGRAMS = join(import.meta.dirname, '../../python/operations');

async function score(scanner, samples, folder) {
  const answers = await scanFunctions(scanner, samples, folder);
  const rows = samples.map((sample) => {
    const needed = answers.get(sample).permissions?.needed ?? [];
    return { id: sample.id, ...compare(new Set(needed.map(({ action }) => action)), sample.truth) };
  });
  const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
  const extra = sum((row) => row.extra.length);
  return {
    figures: [
      share(
        'recall',
        sum((row) => row.found),
        sum((row) => row.expected),
      ),
      mistakes(
        'extra',
        extra,
        sum((row) => row.reported),
      ),
    ],
    verdicts: Object.fromEntries(
      rows.map(({ id, missing, extra: more }) => [
        id,
        `missing ${missing.join(' ')}; extra ${more.join(' ')}`,
      ]),
    ),
  };
}

/** Bundles that esbuild makes with the newest generation of the SDK: one installation serves all. */
const isQuick = ({ generation, bundler }) => generation === 'gnew' && bundler === 'esbuild';

function builtSample(build) {
  const folder = bundleFolder(build.id);
  if (!existsSync(join(folder, 'bundle.json')))
    spawnSync(process.execPath, [BUILD, '--id', build.id], { stdio: ['ignore', 2, 2] });
  const { handler } = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'));
  return {
    id: build.id,
    at: join(folder, 'function.zip'),
    handler,
    runtime: 'nodejs22.x',
    truth: actionsOf(programIn(build)),
  };
}

export const scriptOperations = {
  id: 'operations-js',
  title: 'operations, JavaScript (bundles)',
  run: ({ scanner, seed }) =>
    withFolder((folder) => {
      const builds = BUILDS.filter((build) => isQuick(build) && actionsOf(programIn(build)) !== null);
      const samples = sampleOf(builds, { seed, count: SCRIPT_SAMPLES, idOf: ({ id }) => id });
      return score(scanner, samples.map(builtSample), folder);
    }),
};

/** Actions of an operation by boto3's name of the service; null when the table lacks it. */
function actionsByName(operation) {
  const [service, name] = operation.split(':');
  return NEEDED_ACTIONS[`${sdkService(service)?.id ?? service}:${name}`] ?? null;
}

/** @returns {{ expected: Set<string>, tolerated: Set<string> } | null} null when an operation is not in the table */
function pythonTruth({ operations, optional = [] }) {
  const rows = operations.map(actionsByName);
  if (rows.includes(null)) return null;
  const tolerated = [...rows, ...optional.map((each) => actionsByName(each) ?? [])].flat();
  return {
    expected: new Set(
      rows
        .flat()
        .filter(({ when }) => when === undefined)
        .map(({ action }) => action),
    ),
    tolerated: new Set(tolerated.map(({ action }) => action)),
  };
}

export const pythonOperations = {
  id: 'operations-python',
  title: 'operations, Python',
  run: ({ scanner, seed }) =>
    withFolder((folder) => {
      const programs = readdirSync(PYTHON_PROGRAMS).map((id) => {
        const at = join(PYTHON_PROGRAMS, id);
        const told = JSON.parse(readFileSync(join(at, 'truth.json'), 'utf8'));
        return { id, at, handler: told.handler, runtime: 'python3.12', truth: pythonTruth(told) };
      });
      const usable = programs.filter(({ truth }) => truth !== null);
      const samples = sampleOf(usable, { seed, count: PYTHON_SAMPLES, idOf: ({ id }) => id });
      return score(scanner, samples, folder);
    }),
};
