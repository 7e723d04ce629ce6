import { matchesGlob } from './glob.js';
import { licenseOfWords } from './license-words.js';
import type { LicenseRules } from './policy.js';
import { isMet, parseLicense, presentId, type LicenseExpression } from './spdx-expression.js';
import { SPDX_IDS } from './spdx-ids.js';

/** The verdict of the rules on a package's licence. */
export type LicenseVerdict = 'accepted' | 'denied' | 'not-allowed' | 'unknown';

/** The rule of packages whose licence is not known: reports name them together. */
export const UNKNOWN_LICENSE = 'license-unknown';

type License = Extract<LicenseExpression, { kind: 'license' }>;

/** A licence as a rule names it: `MIT`, `AGPL-*`, `GPL-2.0 WITH Classpath-exception-2.0`. */
function names(rule: string, { id, exception, words = id }: License): boolean {
  const [base = '', excepted] = rule.toUpperCase().split(/\s+WITH\s+/);
  if (excepted !== undefined && excepted !== exception) return false;
  const wanted = presentId(base);
  // "This version or a later one" is met by this version.
  return [id, id.replace(/\+$/, ''), words].some((name) => matchesGlob(wanted, name));
}

/** Whether a rule can name a licence: expressions of several licences never match. */
export function namesOneLicense(rule: string): boolean {
  const expression = parseLicense(rule);
  return expression === null || expression.kind === 'license';
}

const IDS: ReadonlySet<string> = new Set(SPDX_IDS.trim().toUpperCase().split(/\s+/));

/** Words of a manifest that are no expression of SPDX ids may name a licence in another way. */
function expressionOf(words: string): LicenseExpression {
  const expression = parseLicense(words);
  const isWord = expression?.kind === 'license' && expression.exception === null;
  if (expression === null || (isWord && !IDS.has(words.trim().toUpperCase().replace(/\+$/, ''))))
    return licenseOfWords(words);
  return expression;
}

/** Manifests that list several licences offer them for choice: that is what the list was for before there were expressions. */
export function judgeLicenses(
  licenses: readonly string[],
  { allow, deny, unknown }: LicenseRules,
): LicenseVerdict {
  if (licenses.length === 0) return unknown === 'report' ? 'unknown' : 'accepted';
  const choice: LicenseExpression = { kind: 'or', parts: licenses.map(expressionOf) };
  const isDenied = (license: License): boolean => deny.some((rule) => names(rule, license));
  if (!isMet(choice, (license) => !isDenied(license))) return 'denied';
  const isAllowed = (license: License): boolean =>
    !isDenied(license) && (allow === null || allow.some((rule) => names(rule, license)));
  return isMet(choice, isAllowed) ? 'accepted' : 'not-allowed';
}
