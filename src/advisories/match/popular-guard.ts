import { isPopularName } from '../../ecosystems/index.js';
import type { Advisory } from '../../model/index.js';
import { coversEverything } from '../records/range-events.js';

/**
 * Marks a malware record for "every version" of a popular package as doubtful. Such a record reflects its first hours:
 * the package would otherwise have broken half of all programs. Only versions of the open range are in doubt, not those
 * that the record lists.
 */
export function doubtIfPopular(advisory: Advisory): Advisory {
  const { kind, suspect, affected, ecosystem, name } = advisory;
  const isOpen = kind === 'malware' && !suspect && affected.ranges.some(coversEverything);
  return isOpen && isPopularName(ecosystem, name) ? { ...advisory, suspect: true } : advisory;
}
