import { isPopularName } from '../../ecosystems/index.js';
import type { Advisory } from '../../model/index.js';
import { coversEverything } from '../records/range-events.js';

/**
 * A malware record that says "every version" of a popular package speaks of its first hours: half of the field's programs would not run if it
 * were so. Versions that only this range covers are in doubt; those that it lists are not.
 */
export function doubtIfPopular(advisory: Advisory): Advisory {
  const { kind, suspect, affected, ecosystem, name } = advisory;
  const isOpen = kind === 'malware' && !suspect && affected.ranges.some(coversEverything);
  return isOpen && isPopularName(ecosystem, name) ? { ...advisory, suspect: true } : advisory;
}
