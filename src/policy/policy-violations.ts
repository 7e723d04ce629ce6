import { readPurl, type PurlParts } from '../ecosystems/index.js';
import { fingerprintOf, PLAIN_FINDING, type Artifact, type Finding, type Package } from '../model/index.js';
import { judgeLicenses, UNKNOWN_LICENSE, type LicenseVerdict } from './license-verdict.js';
import { matchPattern, type Extent } from './package-pattern.js';
import type { Policy } from './policy.js';

/** A package that the user does not accept. */
interface Breach {
  readonly rule: string;
  readonly title: string;
  readonly severity: Finding['severity'];
  readonly certainty: Finding['certainty'];
  /** Why, in the user's own words. */
  readonly why: string | null;
  readonly advice: string;
}

function findingOf(breach: Breach, pkg: Package): Finding {
  const { rule, title, severity, certainty, why, advice } = breach;
  const subject = `${pkg.ecosystem}:${pkg.name}`;
  return {
    ...PLAIN_FINDING,
    id: `${rule}@${pkg.id}`,
    kind: 'configuration',
    rule,
    title,
    why,
    severity,
    certainty,
    confidence: pkg.confidence,
    package: pkg.id,
    locations: pkg.locations,
    evidence: pkg.evidence.slice(0, 1),
    remediation: { action: 'replace', version: null, major: false, direct: null, text: advice },
    fingerprint: fingerprintOf({ kind: 'configuration', rule, subject }),
  };
}

const LICENSE_BREACHES: Readonly<
  Record<
    Exclude<LicenseVerdict, 'accepted'>,
    Pick<Breach, 'rule' | 'severity' | 'advice'> & { words: string }
  >
> = {
  denied: {
    rule: 'license-denied',
    severity: 'high',
    words: 'a denied licence',
    advice: 'Replace the package, or find out whether it is available under another licence.',
  },
  'not-allowed': {
    rule: 'license-not-allowed',
    severity: 'high',
    words: 'a licence that is not allowed',
    advice: 'Replace the package, or have the licence checked and allow it.',
  },
  unknown: {
    rule: UNKNOWN_LICENSE,
    severity: 'unknown',
    words: 'no licence that is known',
    advice: 'Find out under which licence it may be used.',
  },
};

function licenseBreach({ name, licenses, presence }: Package, { licenses: rules }: Policy): Breach[] {
  // A declared package has no files here, so its licence does not matter.
  if (rules === null || presence === 'declared') return [];
  const verdict = judgeLicenses(licenses, rules);
  if (verdict === 'accepted') return [];
  const { words, ...breach } = LICENSE_BREACHES[verdict];
  const shown = licenses.length === 0 ? '' : `: ${licenses.join(', ')}`;
  return [{ ...breach, title: `${name} has ${words}${shown}`, certainty: 'certain', why: null }];
}

interface Wanted {
  readonly allow: readonly PurlParts[] | null;
  readonly deny: readonly { readonly pattern: PurlParts; readonly reason: string | null }[];
}

function extent(wanted: readonly PurlParts[], pkg: Package): Extent {
  const extents = wanted.map((pattern) => matchPattern(pattern, pkg));
  return extents.find((one) => one === 'all') ?? extents.find((one) => one === 'some') ?? 'none';
}

function deniedBreach(pkg: Package, { deny }: Wanted): Breach[] {
  return deny.flatMap(({ pattern, reason }) => {
    const denied = matchPattern(pattern, pkg);
    if (denied === 'none') return [];
    return {
      rule: 'package-denied',
      title: `${pkg.name} is a denied package`,
      severity: 'high' as const,
      certainty: denied === 'all' ? ('certain' as const) : ('possible' as const),
      why: reason,
      advice: `Remove ${pkg.name}, or replace it.`,
    };
  });
}

function notAllowedBreach(pkg: Package, { allow }: Wanted): Breach[] {
  const allowed = allow === null ? 'all' : extent(allow, pkg);
  if (allowed === 'all') return [];
  return [
    {
      rule: 'package-not-allowed',
      title: `${pkg.name} is not among the allowed packages`,
      severity: 'high',
      certainty: allowed === 'none' ? 'certain' : 'possible',
      why: null,
      advice: `Replace ${pkg.name}, or have it checked and allow it.`,
    },
  ];
}

/** Packages of an artifact that policies are about: neither what the platform provides nor the application itself. */
function judgedIn({ packages, roots }: Pick<Artifact, 'packages' | 'roots'>): readonly Package[] {
  const own = new Set(roots.map(({ id, name }) => JSON.stringify([id, name])));
  return packages.filter(
    ({ presence, origin, root, name }) =>
      presence !== 'runtime' && !(origin === 'private' && own.has(JSON.stringify([root, name]))),
  );
}

/** Findings about packages and licences that a policy refuses. */
export function policyViolations(artifact: Pick<Artifact, 'packages' | 'roots'>, policy: Policy): Finding[] {
  const { allow, deny } = policy.packages;
  const wanted: Wanted = {
    allow: allow?.flatMap((pattern) => readPurl(pattern) ?? []) ?? null,
    deny: deny.flatMap(({ package: text, reason }) => {
      const pattern = readPurl(text);
      return pattern ? [{ pattern, reason }] : [];
    }),
  };
  return judgedIn(artifact).flatMap((pkg) => {
    const denied = deniedBreach(pkg, wanted).slice(0, 1);
    const breaches = [
      ...(denied.length > 0 ? denied : notAllowedBreach(pkg, wanted)),
      ...licenseBreach(pkg, policy),
    ];
    return breaches.map((breach) => findingOf(breach, pkg));
  });
}
