import { comparePep440, isEarly, parsePep440 } from './pep440-version.js';
import { readSpecifiers } from './pep440-specifiers.js';
import type { VersionOrdering } from './version-ordering.js';

/** The order of versions of Python packages (PEP 440). Legacy versions such as `2004d` have no place in it. */
export const pep440 = {
  id: 'pep440',
  isValid: (version) => parsePep440(version) !== null,
  isPrerelease(version) {
    const parsed = parsePep440(version);
    return parsed !== null && isEarly(parsed);
  },
  compare(a, b) {
    const [left, right] = [parsePep440(a), parsePep440(b)];
    return left && right && comparePep440(left, right);
  },
  readRange: (text) => Promise.resolve(parsePep440(text) === null ? readSpecifiers(text) : null),
} satisfies VersionOrdering;
