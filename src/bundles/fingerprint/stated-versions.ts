import type { BundleText } from '../bundle-text.js';
import type { StatedVersion } from '../evidence.js';
import { soleVersion } from '../version-strings.js';
import type { NamedCopy } from './name-copies.js';

/** The version that a copy's own code calls its. */
function ownVersion({ segments }: NamedCopy, { text }: BundleText): string | null {
  const ranges = segments.flatMap(({ segment }) => segment.ranges);
  return soleVersion(ranges.map(([start, end]) => text.slice(start, end)));
}

function isOf({ folder }: StatedVersion, name: string): boolean {
  return folder === name || folder.endsWith(`/${name}`);
}

/**
 * Makes copies exact of which stronger evidence states the version: a manifest that is there, for the one copy that fits it; or
 * their own code, where that is of a version that it fits.
 */
export function withStated(
  copies: readonly NamedCopy[],
  bundle: BundleText,
  stated: readonly StatedVersion[],
): NamedCopy[] {
  const manifests = stated.filter(({ method }) => method === 'manifest');
  return copies.map((copy) => {
    const { name, bracket } = copy;
    const twins = copies.filter((other) => other.name === name);
    const own = ownVersion(copy, bundle);
    const told = manifests
      .filter((each) => isOf(each, name))
      .map(({ version }) => version)
      .filter(
        (version) =>
          twins.length === 1 || twins.every((twin) => twin.bracket.includes(version) === (twin === copy)),
      );
    const [version = own !== null && bracket.includes(own) ? own : undefined, ...more] = told;
    return version === undefined || more.length > 0
      ? copy
      : { ...copy, bracket: [version], plausible: [version] };
  });
}
