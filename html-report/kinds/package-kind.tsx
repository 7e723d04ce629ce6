import { isOnlyRequired } from '../../src/reporters/names.js';
import type { Column, Field, Filter, ListKind } from '../list/columns.js';
import { CountPills, WorstBadge } from '../parts/severity.js';
import { bytes, number } from '../report/amounts.js';
import { compareCounts, compareText, SEVERITIES, totalOf } from '../report/counts.js';
import type { Package } from '../report/model.js';
import type { PackageGroup } from '../report/packages.js';
import { addressOf } from '../route.js';
import { worstId, WORST_ORDER, worstLabel } from './function-kind.js';

const PRESENCE_LABELS = new Map([
  ['installed', 'Installed'],
  ['bundled', 'Bundled'],
  ['vendored', 'Vendored'],
  ['declared', 'Only declared'],
  ['runtime', 'From the platform'],
]);

function presenceLabel(presence: string): string {
  return PRESENCE_LABELS.get(presence) ?? presence;
}

/** How a package is there. */
export function presenceWords(found: Package): string {
  return isOnlyRequired(found) ? 'Required, not found' : presenceLabel(found.presence);
}

/** Its bytes; null where none is known to be: what is linked into a program has no size of its own. */
export function sizeWords(found: Package): string | null {
  return found.bytes === 0 ? null : bytes(found.bytes);
}

/** `express`, `old-lodash (is lodash)`. */
export function packageName({ name, alias }: Package): string {
  return alias === null ? name : `${alias} (is ${name})`;
}

export function packageAddress({ ecosystem, name }: Pick<Package, 'ecosystem' | 'name'>): string {
  return addressOf('package', `${ecosystem}/${name}`);
}

function firstOf({ copies }: PackageGroup): Package {
  return copies[0] as Package;
}

function isOfSystem(group: PackageGroup): boolean {
  return firstOf(group).system !== undefined;
}

/** The worst first; without findings, packages of the application before those of an image's system. */
export function comparePackages(a: PackageGroup, b: PackageGroup): number {
  return (
    compareCounts(a.counts, b.counts) ||
    Number(isOfSystem(a)) - Number(isOfSystem(b)) ||
    b.functions.length - a.functions.length ||
    compareText(firstOf(a).name, firstOf(b).name)
  );
}

function sizeOf({ copies }: PackageGroup): number {
  return copies.reduce((sum, copy) => sum + copy.bytes, 0);
}

const columns: readonly Column<PackageGroup>[] = [
  {
    id: 'worst',
    title: 'Worst',
    track: '8.5rem',
    compare: comparePackages,
    cell: ({ counts, complete, isUnknown }) => (
      <WorstBadge counts={counts} complete={complete} isUnknown={isUnknown} />
    ),
  },
  {
    id: 'name',
    title: 'Package',
    track: 'minmax(12rem, 1.2fr)',
    isLink: true,
    compare: (a, b) => compareText(firstOf(a).name, firstOf(b).name),
    cell: (group) => (
      <>
        <b class="cut">{packageName(firstOf(group))}</b>
        <small class="cut">{firstOf(group).ecosystem}</small>
      </>
    ),
  },
  {
    id: 'version',
    title: 'Version',
    track: 'minmax(6rem, 0.7fr)',
    cell: (group) => <span class="cut mono">{firstOf(group).version}</span>,
  },
  {
    id: 'findings',
    title: 'Open findings',
    track: 'minmax(8rem, 0.9fr)',
    isUsed: ({ counts }) => totalOf(counts) + counts.possible > 0,
    compare: (a, b) => totalOf(b.counts) - totalOf(a.counts),
    cell: ({ counts }) => <CountPills counts={counts} />,
  },
  {
    id: 'presence',
    title: 'Presence',
    track: '8rem',
    isWide: true,
    cell: (group) => <span class="muted">{presenceWords(firstOf(group))}</span>,
  },
  {
    id: 'functions',
    title: 'Functions',
    track: '6rem',
    isNumber: true,
    isWide: true,
    compare: (a, b) => b.functions.length - a.functions.length,
    cell: ({ functions }) => number(functions.length),
  },
  {
    id: 'size',
    title: 'Size',
    track: '5.5rem',
    isNumber: true,
    isWide: true,
    compare: (a, b) => sizeOf(b) - sizeOf(a),
    cell: (group) => (sizeOf(group) === 0 ? '–' : bytes(sizeOf(group))),
  },
];

const DIRECT = new Map<boolean | null, string>([
  [true, 'direct'],
  [false, 'transitive'],
  [null, 'not known'],
]);

/** Most groups are of one copy. */
function distinct(copies: readonly Package[], valueOf: (found: Package) => string): readonly string[] {
  return copies.length === 1 ? copies.map(valueOf) : [...new Set(copies.map(valueOf))];
}

const filters: readonly Filter<PackageGroup>[] = [
  {
    id: 'worst',
    title: 'Worst finding',
    valuesOf: (group) => [worstId(group)],
    labelOf: worstLabel,
    order: WORST_ORDER,
  },
  {
    id: 'presence',
    title: 'Presence',
    valuesOf: ({ copies }) => distinct(copies, ({ presence }) => presence),
    labelOf: presenceLabel,
  },
  {
    id: 'direct',
    title: 'Required',
    valuesOf: ({ copies }) => distinct(copies, ({ direct }) => DIRECT.get(direct) ?? ''),
    labelOf: (value) =>
      new Map([
        ['direct', 'Directly'],
        ['transitive', 'By another package'],
      ]).get(value) ?? 'Not known',
  },
  { id: 'ecosystem', title: 'Ecosystem', valuesOf: (group) => [firstOf(group).ecosystem] },
  { id: 'license', title: 'Licence', valuesOf: (group) => licencesOf(firstOf(group)) },
  { id: 'origin', title: 'Origin', valuesOf: (group) => [firstOf(group).origin] },
];

function licencesOf({ licenses }: Package): readonly string[] {
  return licenses.length === 0 ? ['not known'] : licenses;
}

const FIELDS: readonly Field<PackageGroup>[] = [
  { id: 'ecosystem', valueOf: (group) => firstOf(group).ecosystem },
  { id: 'package', valueOf: (group) => firstOf(group).name },
  { id: 'version', valueOf: (group) => firstOf(group).version },
  { id: 'purl', valueOf: (group) => firstOf(group).purl },
  ...[...SEVERITIES, 'possible' as const].map((severity) => ({
    id: severity,
    valueOf: ({ counts }: PackageGroup) => counts[severity],
  })),
  { id: 'presence', valueOf: (group) => firstOf(group).presence },
  { id: 'direct', valueOf: (group) => firstOf(group).direct },
  { id: 'licences', valueOf: (group) => firstOf(group).licenses },
  { id: 'bytes', valueOf: (group) => sizeOf(group) || null },
  { id: 'complete', valueOf: ({ complete }) => complete },
  {
    id: 'paths',
    valueOf: ({ copies }) => [
      ...new Set(copies.flatMap(({ locations }) => locations.map(({ path }) => path))),
    ],
  },
  { id: 'functions', valueOf: ({ functions }) => functions.map(({ name }) => name) },
];

export const PACKAGES: ListKind<PackageGroup> = {
  noun: 'packages',
  columns,
  filters,
  textOf: (group) => `${packageName(firstOf(group))} ${firstOf(group).version} ${firstOf(group).purl}`,
  addressOf: (group) => packageAddress(firstOf(group)),
  fields: FIELDS,
};
