import { type BundleText, type StatedVersion, soleValueAmong, soleVersion } from '../../evidence/index.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/**
 * The version that a copy's own code states, if it is a candidate. A version without a name beside it counts only for packages
 * without a scope: packages of one repository are often built before their version is raised (AWS's clients state the one before).
 */
function ownVersion(
  { name, segments, candidateVersions }: RecognisedCopy,
  { text }: BundleText,
): string | null {
  const ranges = segments.flatMap(({ segment }) => segment.ranges);
  const texts = ranges.map(([start, end]) => text.slice(start, end));
  const named = soleVersion(texts);
  if (named !== null && candidateVersions.includes(named)) return named;
  return name.startsWith('@') ? null : soleValueAmong(texts, candidateVersions);
}

/** The version that is stated for a copy's folder. Unless a manifest states it, it must be a candidate. */
function evidencedVersion(
  { evidenced, candidateVersions }: RecognisedCopy,
  stated: readonly StatedVersion[],
): string | null {
  if (!evidenced || evidenced.owner.version !== null) return evidenced?.owner.version ?? null;
  const { folder } = evidenced.owner;
  const own = stated.filter((each) => each.folder === folder);
  const fitting = own.filter(
    ({ method, version }) => method === 'manifest' || candidateVersions.includes(version),
  );
  const [version = null, ...more] = new Set(fitting.map((each) => each.version));
  return more.length > 0 ? null : version;
}

function exactly(copy: RecognisedCopy, version: string): RecognisedCopy {
  return { ...copy, candidateVersions: [version], plausible: [version], isStated: true };
}

function isOf({ folder }: StatedVersion, name: string): boolean {
  return folder === name || folder.endsWith(`/${name}`);
}

/**
 * Makes copies exact whose version is stated: by evidence for their folder, by a manifest that fits only one copy of the name, or by
 * their own code.
 */
export function withStated(
  copies: readonly RecognisedCopy[],
  bundle: BundleText,
  stated: readonly StatedVersion[],
): RecognisedCopy[] {
  const manifests = stated.filter(({ method }) => method === 'manifest');
  return copies.map((copy) => {
    const known = evidencedVersion(copy, stated);
    if (known !== null) return exactly(copy, known);
    const { name } = copy;
    const twins = copies.filter((other) => other.name === name);
    const own = ownVersion(copy, bundle);
    const fittingVersions = manifests
      .filter((each) => isOf(each, name))
      .map(({ version }) => version)
      .filter(
        (version) =>
          twins.length === 1 ||
          twins.every((twin) => twin.candidateVersions.includes(version) === (twin === copy)),
      );
    if (fittingVersions.length > 1) return copy;
    const [version] = fittingVersions;
    if (version !== undefined) return exactly(copy, version);
    return own === null ? copy : { ...exactly(copy, own), note: `its code states ${own}` };
  });
}
