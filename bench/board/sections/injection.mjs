// Event data that reaches a dangerous call: handlers of other people, in JavaScript and Python.
import { handlersOf, rulesAbout, SETS } from '../../injection/handlers.mjs';
import { mistakes, share } from '../figures.mjs';
import { sampleOf } from '../sample.mjs';
import { scanFunctions } from '../template.mjs';
import { withFolder } from '../temporary.mjs';

const SAMPLES = 200;

function allHandlers(isPython) {
  const sets = [null, ...SETS.filter((name) => !isPython || name !== 'second')];
  return sets.flatMap((set) =>
    handlersOf(set, isPython).map((each) => ({ ...each, id: `${set ?? 'first'}/${each.id}` })),
  );
}

function verdictOf({ flaw }, { findings }) {
  const broken = findings.map(({ rule }) => rule).filter((rule) => rule?.startsWith('flows/'));
  const wanted = rulesAbout(flaw);
  const isFound = broken.some((rule) => wanted.includes(rule));
  const hasOthers = broken.some((rule) => !wanted.includes(rule));
  if (!flaw) return hasOthers ? 'reported' : 'clean';
  return `${isFound ? 'found' : 'missed'}${hasOthers ? ', other rule' : ''}`;
}

const section = (id, title, isPython) => ({
  id,
  title,
  run: ({ scanner, seed }) =>
    withFolder(async (folder) => {
      const runtime = isPython ? 'python3.12' : 'nodejs22.x';
      const samples = sampleOf(allHandlers(isPython), {
        seed,
        count: SAMPLES,
        idOf: (each) => each.id,
        groupOf: ({ flaw }) => String(flaw !== null),
      }).map((each) => ({ ...each, runtime }));
      const answers = await scanFunctions(scanner, samples, folder);
      const verdicts = samples.map((sample) => [sample.id, verdictOf(sample, answers.get(sample))]);
      const counted = (holds) => verdicts.filter(([, verdict]) => holds(verdict)).length;
      const found = counted((verdict) => verdict.startsWith('found'));
      const flawed = samples.filter(({ flaw }) => flaw !== null).length;
      const falsely = counted((verdict) => verdict === 'reported');
      const others = counted((verdict) => verdict.endsWith('other rule'));
      return {
        figures: [
          share('recall', found, flawed),
          share('precision', found, found + falsely + others),
          mistakes('safe reported', falsely, samples.length - flawed),
        ],
        verdicts: Object.fromEntries(verdicts),
      };
    }),
});

export const scriptInjection = section('injection-js', 'injection, JavaScript', false);
export const pythonInjection = section('injection-python', 'injection, Python', true);
