import { countBySeverity, counted, severityWords } from '../amounts.js';
import { escapeTerminal } from '../escape-terminal.js';
import {
  isOfRequired,
  isOfSystem,
  isOfUnknownLicense,
  isSerious,
  noLicenseWords,
  type FindingGroup,
} from '../finding-groups.js';
import { severityCell } from './finding-row.js';
import type { Row } from './layout.js';

/** Number of packages that get a line although they are not serious. */
const MIN_GROUPS = 3;

/** Groups of system packages have one line together, unless somebody is known to exploit the flaw. */
function isSystemLine(group: FindingGroup): boolean {
  return isOfSystem(group) && group.findings.every(({ kind, kev }) => kind === 'advisory' && kev !== true);
}

/** Groups that share a line with all others of their kind. */
function sharesLine(group: FindingGroup): boolean {
  return isSystemLine(group) || isOfUnknownLicense(group);
}

/** The groups that get a line, and those that are folded into one. */
export function fold(
  groups: readonly FindingGroup[],
  verbose: boolean,
): [shown: FindingGroup[], folded: FindingGroup[]] {
  const own = groups.filter((group) => !sharesLine(group));
  const shared = groups.filter(sharesLine);
  if (verbose || (own.length === 0 && shared.length === 1)) return [[...groups], []];
  const shown = own.filter((group, at) => isSerious(group) || at < MIN_GROUPS);
  const folded = own.filter((group) => !shown.includes(group));
  // A line "1 more" would take the room of the line that it hides.
  return folded.length > 1 ? [shown, [...folded, ...shared]] : [own, shared];
}

function foldedRow(groups: readonly FindingGroup[], what: string): Row[] {
  if (groups.length === 0) return [];
  const counts = severityWords(countBySeverity(groups.flatMap(({ findings }) => findings)));
  return [
    [
      { text: '' },
      { text: `${counts.join(', ')} in ${what}` },
      { text: '--verbose shows them', tone: 'dim' },
    ],
  ];
}

/** Where system packages come from, as far as it is known. */
const SYSTEM_ORIGINS: readonly (readonly [isBase: boolean | null, words: string])[] = [
  [true, 'of the base image'],
  [false, 'that later layers added'],
  [null, 'of the image'],
];

/** A line for system packages of each origin, with the severity of the worst. */
function systemRows(groups: readonly FindingGroup[]): Row[] {
  return SYSTEM_ORIGINS.flatMap(([isBase, words]): Row[] => {
    const own = groups.filter(({ packages }) => (packages[0]?.system?.isBase ?? null) === isBase);
    const [worst] = own;
    if (!worst) return [];
    const findings = own.flatMap((group) => group.findings);
    const fixed = findings.filter(({ fixedIn }) => fixedIn.length > 0).length;
    return [
      [
        severityCell(worst),
        { text: `${counted(own.length, 'system package')} ${words}` },
        { text: severityWords(countBySeverity(findings)).join(', ') },
        { text: fixed === 0 ? 'no fix known' : `${fixed} fixed in newer packages: rebuild the image` },
        { text: '--verbose shows them', tone: 'dim' },
      ],
    ];
  });
}

function licenseRows(groups: readonly FindingGroup[]): Row[] {
  const [worst] = groups;
  if (!worst) return [];
  const names = groups.flatMap(({ packages }) => packages.map(({ name }) => escapeTerminal(name)));
  return [
    [severityCell(worst), { text: noLicenseWords(names) }, { text: '--verbose shows them', tone: 'dim' }],
  ];
}

/** One line for folded findings, one for those of packages whose own code was not found, those without a known licence, and those of system packages. */
export function foldedRows(all: readonly FindingGroup[]): Row[] {
  const groups = all.filter((group) => !sharesLine(group));
  const system = all.filter(isSystemLine);
  const found = groups.filter((group) => !isOfRequired(group));
  const required = groups.filter(isOfRequired);
  const noun = found.every(({ packages }) => packages.length > 0) ? 'more package' : 'more line';
  const unseen = counted(required.length, 'package');
  return [
    ...foldedRow(found, counted(found.length, noun)),
    ...foldedRow(required, `${unseen} that others require and whose code was not found`),
    ...licenseRows(all.filter(isOfUnknownLicense)),
    ...systemRows(system),
  ];
}
