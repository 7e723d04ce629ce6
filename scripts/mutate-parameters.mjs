// Which parameters of recognition do the tests hold? Halves and doubles each number in src/recognition/parameters/, one at a time, and
// runs the fast tests of recognition: a mutant that every test passes has survived. Not part of CI: a mutant takes up to a minute.
//
//   node scripts/mutate-parameters.mjs                   # all mutants
//   node scripts/mutate-parameters.mjs --sample 40       # every n-th mutant, so that 40 are tried
//   node scripts/mutate-parameters.mjs --only select     # of one file; or of one parameter: --only MIN_OWN_SHARE
//   node scripts/mutate-parameters.mjs --tests test/recognition/select   # by some of the tests
//
// Run it in a checkout that nobody edits meanwhile: it changes files, and restores them at the end.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const FOLDER = 'src/recognition/parameters';
const FACTORS = [0.5, 2];
const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    only: { type: 'string' },
    tests: { type: 'string', default: 'test/recognition' },
  },
});

/** Every number of a file, as the mutants that it gives. */
function mutantsOf(file) {
  const path = `${FOLDER}/${file}`;
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^export const (\w+)[^=]*=([^;]*);/gm)].flatMap((declaration) => {
    const [whole, name, value] = declaration;
    const offset = declaration.index + whole.lastIndexOf(value);
    // Zero has no half and no double.
    const numbers = [...value.matchAll(/[\d_]+(?:\.\d+)?/g)].filter(([number]) => Number(number) !== 0);
    return numbers.flatMap(({ 0: number, index }) =>
      FACTORS.map((factor) => {
        const mutated = String(Number(number.replaceAll('_', '')) * factor);
        const at = offset + index;
        const mutant = text.slice(0, at) + mutated + text.slice(at + number.length);
        return { path, file, name, text, mutant, label: `${file} ${name}: ${number} → ${mutated}` };
      }),
    );
  });
}

function isKilled({ path, text, mutant }) {
  writeFileSync(path, mutant);
  try {
    const { status } = spawnSync(
      'npx',
      ['vitest', 'run', '--project', 'fast', '--bail', '1', '--reporter', 'dot', ...values.tests.split(' ')],
      { stdio: 'ignore', env: { ...process.env, CI: 'true' } },
    );
    return status !== 0;
  } finally {
    writeFileSync(path, text);
  }
}

const all = readdirSync(FOLDER)
  .flatMap(mutantsOf)
  .filter(({ file, name }) => !values.only || file === `${values.only}.ts` || name === values.only);
const step = values.sample ? Math.max(1, all.length / Number(values.sample)) : 1;
const chosen = all.filter((_mutant, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
let killed = 0;
for (const mutant of chosen) {
  const wasKilled = isKilled(mutant);
  if (wasKilled) killed += 1;
  console.log(`${wasKilled ? 'killed  ' : 'SURVIVED'} ${mutant.label}`);
}
console.log(`${killed} of ${chosen.length} mutants killed (${all.length} in all)`);
