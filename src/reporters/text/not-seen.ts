import {
  groupBy,
  problemSentence,
  type Artifact,
  type Comparison,
  type Problem,
  type ProblemCode,
} from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { bytes, counted, listed, number } from '../amounts.js';
import { isOnlyRequired } from '../names.js';
import type { Block } from '../blocks.js';

/** Words for each code, to follow a number of files. */
const CODE_WORDS: Readonly<Record<ProblemCode, string>> = {
  malformed: 'malformed',
  'too-large': 'too large',
  unsupported: 'of an unsupported kind',
  encrypted: 'encrypted',
  'timed-out': 'given up after the time limit',
  unresolved: 'not resolved',
  'unsafe-path': 'with an unsafe path',
  missing: 'missing',
  denied: 'not allowed to be read',
  stale: 'out of date',
  setting: 'with a note about a setting',
};

const MAX_PATHS = 2;

function sentenceOf(problem: Problem): string {
  return escapeTerminal(problemSentence(problem));
}

/** One phrase for each code: the sentence of a single problem, the count and some paths of several. */
function phrasesOf(problems: readonly Problem[]): string[] {
  return [...groupBy(problems, ({ code }) => [code])].map(([code, [first, ...others]]) => {
    if (others.length === 0) return sentenceOf(first);
    const places = new Set([first, ...others].map(({ path, message }) => escapeTerminal(path || message)));
    return `${counted(others.length + 1, 'problem')}, ${CODE_WORDS[code]}: ${listed([...places], MAX_PATHS)}`;
  });
}

/** Reasons in the report's words, without the artifact's path where the heading already has it. */
export function reasonWords({ reasons, artifacts, functions }: Block): string[] {
  const [only] = artifacts;
  const prefix = only && artifacts.length === 1 ? `${only.path}: ` : '';
  return reasons.map((reason) =>
    escapeTerminal(functions.length > 0 && reason.startsWith(prefix) ? reason.slice(prefix.length) : reason),
  );
}

/** Whether a problem that is shown leaves nothing to say of another one: it is the same, of the same file, or its cause. */
function says(shown: Problem, { code, path, message, analysis }: Problem): boolean {
  if (shown.message === message) return true;
  return path !== '' && shown.path === path && (shown.code === code || analysis !== undefined);
}

/** Unread parts that the reasons do not mention. `verbose`: one by one, with those that do not affect completeness. */
export function notSeenWords(block: Block, verbose: boolean): string[] {
  if (verbose) return block.problems.filter(({ isQuestion }) => !isQuestion).map(sentenceOf);
  const said = block.problems.filter(({ message }) =>
    block.reasons.some((reason) => reason.includes(message)),
  );
  const others = block.problems.filter(
    (problem) => problem.affectsCompleteness && !said.some((one) => says(one, problem)),
  );
  return phrasesOf(others);
}

/** Questions that the user can answer. Without `verbose` the first one, and how many more there are. */
export function questionWords({ problems }: Block, verbose: boolean): string[] {
  const questions = problems.flatMap(({ isQuestion, message }) =>
    isQuestion ? [escapeTerminal(message)] : [],
  );
  const [first, ...others] = questions;
  if (verbose || first === undefined || others.length === 0) return questions;
  return [`${first} (${counted(others.length, 'more question')} under --verbose)`];
}

/** `12 of 93 packages compared with what was published`; '' without `--verify`. */
function comparedWords(artifacts: readonly Artifact[]): string {
  const all = artifacts.flatMap(({ comparison }) => comparison ?? []);
  if (all.length === 0) return '';
  const sum = (part: keyof Comparison): number => all.reduce((total, each) => total + each[part], 0);
  const own = sum('private') === 0 ? '' : `, ${number(sum('private'))} private`;
  return `${number(sum('compared'))} of ${counted(sum('packages'), 'installed package')} compared with what was published${own}`;
}

/** `78 packages · 96 % of 4.1 MB of code explained · 160 kB of unknown origin`. */
export function seenWords({ artifacts: own, twins }: Block): string {
  const artifacts = [...own, ...twins.flatMap((twin) => twin.artifacts)];
  const packages = artifacts.flatMap((artifact) => artifact.packages);
  const needed = packages.filter(isOnlyRequired).length;
  const located = needed === 0 ? '' : `, ${number(needed)} of them required by others, their code not found`;
  const code = artifacts.reduce((sum, { coverage }) => sum + coverage.codeBytes, 0);
  const unattributed = artifacts.reduce((sum, { coverage }) => sum + coverage.unattributed, 0);
  // Rounded down, so that 100 % means all.
  const share =
    code === 0
      ? ''
      : `${Math.floor(((code - unattributed) / code) * 100)} % of ${bytes(code)} of code explained`;
  const rest = unattributed === 0 ? '' : `${bytes(unattributed)} of unknown origin`;
  return [counted(packages.length, 'package') + located, share, rest, comparedWords(artifacts)]
    .filter((words) => words !== '')
    .join(' · ');
}
