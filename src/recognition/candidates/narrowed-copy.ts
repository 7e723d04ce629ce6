import type { RecognisedCopy } from '../recognised-copy.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** Dependents that a note names. */
const SHOWN_DEPENDENTS = 2;

/** The result of narrowing one copy. */
export interface Outcome {
  readonly candidates: readonly string[];
  /** Whether the candidates include versions that no dependent allows. */
  readonly isWidened: boolean;
  /** The copies that require it. */
  readonly dependents: readonly { readonly copy: RecognisedCopy; readonly candidates: readonly string[] }[];
}

function noteOn(copy: RecognisedCopy, { candidates, isWidened, dependents }: Outcome): string {
  const names = dependents.slice(0, SHOWN_DEPENDENTS).map((each) => {
    return `${each.copy.name} ${each.candidates.length === 1 ? (each.candidates[0] ?? '') : ''}`.trim();
  });
  const others = dependents.length > SHOWN_DEPENDENTS ? ' and others' : '';
  const verb = names.length === 1 ? 'requires' : 'require';
  const reason =
    names.length > 0 ? `that ${names.join(' and ')}${others} ${verb}` : 'whose requirements are met';
  if (candidates.every((version) => copy.candidateVersions.includes(version)))
    return `of ${copy.candidateVersions.length} candidate versions, those ${reason}${isWidened ? ', and those that its code fits far better' : ''}`;
  const nearest = copy.plausible[0] ?? copy.candidateVersions.at(-1) ?? 'none';
  return `also versions ${reason}; its code alone is nearest to ${nearest}`;
}

/**
 * The copy with the remaining candidate versions, or with those that dependents require added. The newest comes first, as installers
 * take it.
 */
export function narrowed(copy: RecognisedCopy, outcome: Outcome): RecognisedCopy {
  const { candidates, isWidened, dependents } = outcome;
  if (candidates === copy.candidateVersions || candidates.length === 0) return copy;
  const isWithin = candidates.every((version) => copy.candidateVersions.includes(version));
  if (isWithin && candidates.length === copy.candidateVersions.length) return copy;
  const possible = isWithin ? candidates : ascending([...copy.candidateVersions, ...candidates]);
  const newest = candidates.at(-1) ?? '';
  const others = copy.plausible.filter((version) => version !== newest && possible.includes(version));
  const isSure =
    isWithin && !isWidened && dependents.some((each) => each.copy.candidateVersions.length === 1);
  const note = [copy.note, noteOn(copy, outcome)].filter(Boolean).join('; ');
  const left = { ...copy, candidateVersions: possible, plausible: [newest, ...others], note };
  return isSure ? left : { ...left, isInferred: true };
}
