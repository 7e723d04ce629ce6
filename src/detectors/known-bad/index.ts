import { fingerprintOf, PLAIN_FINDING, type Finding, type Package } from '../../model/index.js';
import { releaseLine } from '../../versions/index.js';
import type { Detector } from '../detector.js';
import { releaseTable, verdictOf, type ReleaseTable, type Verdict } from './releases.js';

/** Built once a thread: every artifact is compared with the same table. */
const tables = new Map<string, ReleaseTable>();

function tableOf(version: string, make: () => ReleaseTable): ReleaseTable {
  const table = tables.get(version) ?? make();
  tables.set(version, table);
  return table;
}

/** Versions of the package that the campaign file lists as good. */
function goodVersions({ campaign }: Verdict, { ecosystem, name }: Package): readonly string[] {
  const names = campaign.good[ecosystem] ?? {};
  return Object.hasOwn(names, name) ? (names[name] ?? []) : [];
}

/** The nearest good version: the last one of the same release line, else the last one of all. */
function nearestOf(good: readonly string[], [current = '']: readonly string[]): string | null {
  const isNear = (version: string): boolean => releaseLine(version) === releaseLine(current);
  return good.findLast(isNear) ?? good.at(-1) ?? null;
}

function findingOf(found: Package, verdict: Verdict): Finding {
  const { campaign, certainty, versions } = verdict;
  const { id, title, date, why, aliases, references } = campaign;
  const good = goodVersions(verdict, found);
  const nearest = nearestOf(good, versions);
  const release = [found.name, versions.join(' or ')].join(' ').trim();
  return {
    ...PLAIN_FINDING,
    id: `${id}#${found.id}`,
    kind: 'malware',
    rule: id,
    aliases,
    title: `${release} ${certainty === 'certain' ? 'is' : 'may be'} a malicious release (${title}, ${date})`,
    severity: certainty === 'certain' ? 'critical' : 'unknown',
    cwes: ['CWE-506'],
    references,
    confidence: certainty === 'certain' ? 'high' : 'medium',
    certainty,
    package: found.id,
    locations: found.locations,
    evidence: found.evidence,
    fixedIn: good,
    remediation: {
      action: good.length > 0 ? 'replace' : 'remove',
      version: nearest,
      major: nearest !== null && versions.some((version) => releaseLine(version) !== releaseLine(nearest)),
      direct: null,
      text:
        (good.length > 0 ? `Install ${found.name} ${good.join(' or ')}` : `Remove ${found.name}`) +
        ', then replace every credential that the build machine and these functions could read.',
    },
    fingerprint: fingerprintOf({ kind: 'malware', rule: id, subject: `${found.ecosystem}:${found.name}` }),
    why,
  };
}

/** Releases that are known to be malicious, by name and version: installed, bundled or only locked. */
export const knownBad = {
  id: 'known-bad',
  title: 'Malicious releases of known campaigns',
  detect({ inventory: { packages, copies }, signatures: { version, campaigns = [] } }) {
    const table = tableOf(version, () => releaseTable(campaigns));
    const findings = [...packages, ...copies].flatMap((found) => {
      const verdict = found.presence === 'runtime' ? null : verdictOf(found, table);
      return verdict ? [findingOf(found, verdict)] : [];
    });
    const isCompared = campaigns.length > 0 && packages.length + copies.length > 0;
    return Promise.resolve({ findings, problems: [], examined: isCompared ? ['malware'] : [] });
  },
} satisfies Detector;
