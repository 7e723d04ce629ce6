import type { Advisory, Certainty, Package } from '../model/index.js';
import { orderingOf } from '../versions/index.js';
import { coversEverything } from './range-events.js';
import { verdictOn } from './verdict.js';

/** An advisory that concerns a package. */
export interface Hit {
  readonly advisory: Advisory;
  readonly certainty: Certainty;
  /**
   * No version is affected beyond the doubt that the record itself raises; or some releases are malicious, and which one this is is
   * not known.
   */
  readonly doubtful: boolean;
}

/** Versions that the package can have; null when nothing is known of them. */
export function possibleVersions({ versionState, version, candidates }: Package): readonly string[] | null {
  if (versionState === 'exact') return version === null ? null : [version];
  return versionState === 'set' && candidates.length > 0 ? candidates : null;
}

function hitOfUnknown(advisory: Advisory): Hit {
  const everyVersion = advisory.affected.ranges.some(
    (range) => coversEverything(range) && range.lastKnownAffected === undefined,
  );
  const certain = everyVersion && !advisory.suspect;
  return {
    advisory,
    certainty: certain ? 'certain' : 'possible',
    doubtful: !certain && advisory.kind === 'malware',
  };
}

/** Whether an advisory concerns a package of these possible versions (DESIGN §5); null when none of them is affected. */
export function hitOf(advisory: Advisory, versions: readonly string[] | null): Hit | null {
  if (versions === null) return hitOfUnknown(advisory);
  const ordering = orderingOf(advisory.ecosystem);
  const verdicts = versions.map((version) => verdictOn(version, advisory, ordering));
  if (verdicts.every((verdict) => verdict === 'unaffected')) return null;
  const certainty = verdicts.every((verdict) => verdict === 'affected') ? 'certain' : 'possible';
  const doubtful = !verdicts.includes('affected') && verdicts.includes('doubtful');
  return { advisory, certainty, doubtful };
}
