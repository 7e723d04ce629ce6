import { orderingOf } from '../../ecosystems/index.js';
import { isSelfNamed, type Advisory, type Certainty, type Package } from '../../model/index.js';
import { coversEverything } from '../records/range-events.js';
import { verdictOn } from './verdict.js';

/** An advisory that concerns a package. */
export interface Hit {
  readonly advisory: Advisory;
  readonly certainty: Certainty;
  /**
   * No version is affected beyond the doubt that the record itself raises; or some releases are malicious, and it is unknown
   * which release this is.
   */
  readonly doubtful: boolean;
  /** Malicious releases were online for hours. Nothing shows that the package is one of them: its version or its name is unknown. */
  readonly isQuestion: boolean;
}

/** Versions that the package can have; null when unknown. */
export function possibleVersions({ versionState, version, candidates }: Package): readonly string[] | null {
  if (versionState === 'exact') return version === null ? null : [version];
  return versionState === 'set' && candidates.length > 0 ? candidates : null;
}

/** Nothing is certain about a package that others require and whose own code was not found. */
function isThere({ basis }: Package): boolean {
  return basis !== 'required';
}

function hitOfUnknown(advisory: Advisory, pkg: Package): Hit {
  const everyVersion = advisory.affected.ranges.some(
    (range) => coversEverything(range) && range.lastKnownAffected === undefined,
  );
  const isCertain = everyVersion && !advisory.suspect && !isSelfNamed(pkg) && isThere(pkg);
  const doubtful = !isCertain && advisory.kind === 'malware';
  return { advisory, certainty: isCertain ? 'certain' : 'possible', doubtful, isQuestion: doubtful };
}

/** Whether a record without versions concerns a package whose name only its own manifest has. */
function isNameInDoubt({ kind, affected }: Advisory, pkg: Package): boolean {
  return kind === 'malware' && isSelfNamed(pkg) && affected.versions.length === 0;
}

/** Whether an advisory concerns a package; null when none of its possible versions is affected. */
export function hitOf(advisory: Advisory, pkg: Package): Hit | null {
  const versions = possibleVersions(pkg);
  if (versions === null) return hitOfUnknown(advisory, pkg);
  const ordering = orderingOf(advisory.ecosystem);
  const verdicts = versions.map((version) => verdictOn(version, advisory, ordering));
  if (verdicts.every((verdict) => verdict === 'unaffected')) return null;
  const isNamed = !isNameInDoubt(advisory, pkg);
  const isCertain = isNamed && isThere(pkg) && verdicts.every((verdict) => verdict === 'affected');
  const isPartly = advisory.kind === 'malware' && verdicts.includes('unaffected');
  const isQuestion = isPartly || !isNamed;
  const isDoubted = !verdicts.includes('affected') && verdicts.includes('doubtful');
  return {
    advisory,
    certainty: isCertain ? 'certain' : 'possible',
    doubtful: isDoubted || isQuestion,
    isQuestion,
  };
}
