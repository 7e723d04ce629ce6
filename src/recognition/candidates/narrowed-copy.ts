import type { RecognisedCopy } from '../recognised-copy.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** Dependents that a note names. */
const SHOWN_DEPENDENTS = 2;

/** The result of narrowing one copy. */
export interface Outcome {
  readonly bracket: readonly string[];
  /** Whether the candidates include versions that no dependent allows. */
  readonly isWidened: boolean;
  /** The copies that require it. */
  readonly askers: readonly { readonly copy: RecognisedCopy; readonly bracket: readonly string[] }[];
}

function noteOn(copy: RecognisedCopy, { bracket, isWidened, askers }: Outcome): string {
  const names = askers.slice(0, SHOWN_DEPENDENTS).map((each) => {
    return `${each.copy.name} ${each.bracket.length === 1 ? (each.bracket[0] ?? '') : ''}`.trim();
  });
  const others = askers.length > SHOWN_DEPENDENTS ? ' and others' : '';
  const asked = names.length > 0 ? `${names.join(' and ')}${others} asks for` : 'ask for what is there';
  if (bracket.every((version) => copy.candidateVersions.includes(version)))
    return `of ${copy.candidateVersions.length} versions that it can be, those that ${asked}${isWidened ? ', and those that its code is far more like' : ''}`;
  const nearest = copy.plausible[0] ?? copy.candidateVersions.at(-1) ?? 'none';
  return `also versions that ${asked}; its code alone is more like ${nearest}`;
}

/**
 * The copy with the remaining candidate versions, or with those that dependents require added. The newest comes first, as installers
 * take it.
 */
export function narrowed(copy: RecognisedCopy, outcome: Outcome): RecognisedCopy {
  const { bracket, isWidened, askers } = outcome;
  if (bracket === copy.candidateVersions || bracket.length === 0) return copy;
  const isWithin = bracket.every((version) => copy.candidateVersions.includes(version));
  if (isWithin && bracket.length === copy.candidateVersions.length) return copy;
  const possible = isWithin ? bracket : ascending([...copy.candidateVersions, ...bracket]);
  const newest = bracket.at(-1) ?? '';
  const others = copy.plausible.filter((version) => version !== newest && possible.includes(version));
  const isSure = isWithin && !isWidened && askers.some((each) => each.copy.candidateVersions.length === 1);
  const note = [copy.note, noteOn(copy, outcome)].filter(Boolean).join('; ');
  const left = { ...copy, candidateVersions: possible, plausible: [newest, ...others], note };
  return isSure ? left : { ...left, isInferred: true };
}
