import { groupBy } from '../../model/index.js';
import { counted, escapeTerminal, listed, wrapped } from '../../reporters/index.js';
import type { Edit, EditedManifest, LeftAlone } from '../npm/edited-manifest.js';
import type { OverridesFile } from '../npm/overrides-file.js';
import type { WantedChange } from '../npm/wanted-changes.js';
import { unifiedDiff } from '../unified-diff.js';
import type { Proof, Remaining } from './compare-trees.js';
import { byCost, costOf } from './fix-costs.js';
import { claimsOf, type FixPlan } from './prove-changes.js';

const MAX_NAMES = 3;
const MAX_LINES = 20;

/** Escapes invisible characters of a diff, except tabs and the file's carriage returns, so that `patch` accepts the diff. */
function shownDiff(diff: string): string {
  return diff
    .split('\n')
    .map((line) =>
      line
        .split(/([\t\r])/)
        .map((part) => (part === '\t' || part === '\r' ? part : escapeTerminal(part)))
        .join(''),
    )
    .join('\n');
}

/** Facts about the project that the texts name. */
export interface FixPlace {
  readonly name: string;
  readonly text: string;
  readonly overrides: OverridesFile | null;
  /** Path of an artifact → number of functions that mount it. */
  readonly mountedBy: ReadonlyMap<string, number>;
  /** Name of the lockfile; null without one. */
  readonly lockfile: string | null;
  readonly withDiff: boolean;
  /** Columns of the terminal; Infinity where there is none. The diff is not wrapped. */
  readonly width: number;
}

function diffOf(place: FixPlace, { text, overrides }: EditedManifest): string {
  const forced = place.overrides && overrides;
  const own = unifiedDiff(place.text, text, place.name);
  return own + (forced ? unifiedDiff(place.overrides.text, overrides.text, overrides.name) : '');
}

/** `3 findings in layer.zip (8 functions)`. */
function clearedWords(wanted: WantedChange, { mountedBy }: FixPlace, proof: Proof | null): string {
  const cleared = proof && claimsOf(wanted, proof.cleared);
  const artifacts = cleared ? [...new Set(cleared.map(({ artifact }) => artifact))] : wanted.artifacts;
  const functions = artifacts.reduce((sum, path) => sum + (mountedBy.get(path) ?? 0), 0);
  const shared = functions > artifacts.length ? ` (${counted(functions, 'function')})` : '';
  const count = cleared ? cleared.length : wanted.clears;
  return `clears ${counted(count, 'finding')} in ${escapeTerminal(listed(artifacts, MAX_NAMES))}${shared}`;
}

function editLine(edit: Edit, place: FixPlace, proof: Proof | null): string {
  const { wanted, path, before, after, file } = edit;
  const at = file === null ? path.join('.') : `${file}: ${path.join('.')}`;
  const words = before === null ? `${at}: ${after}` : `${at}: ${before} → ${after}`;
  const brings =
    wanted.brings.length === 0 ? '' : `, brings ${escapeTerminal(listed(wanted.brings, MAX_NAMES))}`;
  return `  ${costOf(edit).padEnd(8)}  ${escapeTerminal(words)}${brings}  ${clearedWords(wanted, place, proof)}\n`;
}

function updateLine(wanted: WantedChange, place: FixPlace, proof: Proof | null): string {
  const words = `${place.lockfile ?? 'lockfile'}: ${wanted.name} ${listed(wanted.from, MAX_NAMES)} → ${wanted.to ?? ''} or later`;
  return `  ${'lockfile'.padEnd(8)}  ${escapeTerminal(words)}  ${clearedWords(wanted, place, proof)}\n`;
}

function leftLine({ wanted: { name, from, clears }, why }: LeftAlone): string {
  return `  ${escapeTerminal(`${name} ${listed(from, MAX_NAMES)}`)}  ${counted(clears, 'finding')}: ${escapeTerminal(why)}\n`;
}

/** Findings that stay, a line for each package and reason. A change that was left alone gives the reason. */
function remainingLines({ remaining }: Proof, left: readonly LeftAlone[]): string[] {
  const reasonOf = ({ open: { name, versions }, why }: Remaining): string =>
    left.find(({ wanted }) => wanted.name === name && wanted.from.some((one) => versions.includes(one)))
      ?.why ?? why;
  const lines = groupBy(remaining, (one) => [
    `${one.open.name} ${listed(one.open.versions, MAX_NAMES)}\0${reasonOf(one)}`,
  ]);
  return [...lines].map(([key, all]) => {
    const [found = '', why = ''] = key.split('\0');
    return `  ${escapeTerminal(found)}  ${counted(all.length, 'finding')}: ${escapeTerminal(why)}\n`;
  });
}

function* capped(lines: readonly string[]): Generator<string> {
  yield* lines.slice(0, MAX_LINES);
  if (lines.length > MAX_LINES) yield `  and ${lines.length - MAX_LINES} more\n`;
}

function total({ cleared, remaining, foreign }: Proof): number {
  return cleared.length + remaining.length + foreign.length;
}

/** What the tree with the changes shows. */
function* proofLines(proof: Proof, plan: FixPlan): Generator<string> {
  const { kept, edited } = plan;
  const state = countOf(plan) === 0 ? 'without changes' : 'with these changes';
  const { cleared, remaining, foreign, brought, packages, advisories } = proof;
  yield `\nProven: the package manager's own tree ${state} (${counted(packages, 'package')}) clears ${cleared.length} of ${counted(total(proof), 'finding')}.\n`;
  if (remaining.length > 0) yield 'Not cleared\n';
  yield* capped(remainingLines(proof, edited.left));
  if (foreign.length > 0) {
    const names = [...new Set(foreign.map(({ name, artifact }) => `${name} (${artifact})`))];
    yield `Of another manifest: ${escapeTerminal(listed(names, MAX_NAMES))}. Name that one with --manifest FILE.\n`;
  }
  if (brought.length > 0) yield 'New in this tree\n';
  yield* capped(
    brought.map(({ name, version, rule }) => `  ${escapeTerminal(`${name} ${version ?? ''}  ${rule}`)}\n`),
  );
  yield `The tree then has ${advisories.length === 0 ? 'no known advisory' : counted(advisories.length, 'advisory', 'advisories')}, development dependencies included.\n`;
  if (kept.length > 0) {
    yield `Kept as they are, not fetched (git, file or URL dependencies): ${escapeTerminal(listed(kept, MAX_NAMES))}.\n`;
  }
}

/** What a plan that may also take other majors would clear, and by which further changes. */
function* majorLines(withMajor: FixPlan | null, { edits }: EditedManifest, proof: Proof): Generator<string> {
  const cleared = withMajor?.proof?.cleared.length ?? 0;
  if (withMajor === null || cleared <= proof.cleared.length) return;
  const known = new Set(edits.map(({ path, after }) => `${path.join('.')} ${after}`));
  const more = withMajor.edited.edits.filter(({ path, after }) => !known.has(`${path.join('.')} ${after}`));
  const words = more.map(({ wanted: { name, from, to } }) => `${name} ${listed(from, 1)} → ${to ?? ''}`);
  yield `With --major: ${cleared} of ${counted(total(proof), 'finding')} (${escapeTerminal(listed(words, MAX_NAMES))}).\n`;
}

/** Changes that are not made. Findings that stay in the tree give their reasons there. */
function* leftLines({ left }: EditedManifest, proof: Proof | null): Generator<string> {
  const open = new Set(proof?.remaining.map((one) => one.open.name));
  const shown = left.filter(({ wanted }) => !open.has(wanted.name));
  if (shown.length > 0) yield '\nLeft alone\n';
  yield* shown.map(leftLine);
}

/** Number of changes of a plan. */
function countOf({ edited, updates }: FixPlan): number {
  return edited.edits.length + updates.length;
}

function* changeLines(plan: FixPlan, place: FixPlace): Generator<string> {
  const { edited, updates, proof } = plan;
  const edits = [...edited.edits].sort(byCost);
  const count = countOf(plan);
  if (count === 0) return;
  const order = count === 1 ? '' : ', the cheapest first';
  yield `${counted(count, 'change')} of ${escapeTerminal(place.name)}${order}\n`;
  yield* updates.map((update) => updateLine(update, place, proof));
  yield* edits.map((edit) => editLine(edit, place, proof));
  if (proof === null)
    yield `Not proven (${escapeTerminal(plan.reason ?? '')}): ranges alone say what is cleared, and the installer may choose otherwise.\n`;
}

function* planLines(place: FixPlace, plan: FixPlan, withMajor: FixPlan | null): Generator<string> {
  const { edited, proof } = plan;
  yield* changeLines(plan, place);
  yield* leftLines(edited, proof);
  if (proof === null) return;
  yield* proofLines(proof, plan);
  yield* majorLines(withMajor, edited, proof);
}

/** Wraps each line of a text to the terminal. */
function fitted(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapped(line, width))
    .join('\n');
}

/**
 * Lines that report the edits of a manifest, the findings that they clear, and the changes that are not made, with reasons.
 * @param withMajor the plan that may also take other majors; null where none was made.
 */
export function* renderFix(
  place: FixPlace,
  plan: FixPlan,
  withMajor: FixPlan | null = null,
): Generator<string> {
  const { edited } = plan;
  if (place.withDiff && edited.edits.length > 0) yield `${shownDiff(diffOf(place, edited))}\n`;
  for (const line of planLines(place, plan, withMajor)) yield fitted(line, place.width);
}
