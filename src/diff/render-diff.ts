import {
  codeSpan,
  counted,
  escapeJson,
  escapeTerminal,
  listed,
  tableRow,
  wrapped,
} from '../reporters/index.js';
import type { FindingChange, PackageChange, ReportDiff } from './compare-reports.js';

/** Functions named for one change. */
const MAX_FUNCTIONS = 4;
/** Versions that are named one by one. */
const MAX_CANDIDATES = 2;
/** Changes of packages that Markdown shows: longer lists are in the JSON. */
const MAX_ROWS = 200;

const TITLES: Readonly<Record<FindingChange['change'], string>> = {
  new: 'New',
  changed: 'Changed',
  unseen: 'Not there, but not everything was seen',
  fixed: 'Fixed',
};

const CHANGES = ['new', 'changed', 'unseen', 'fixed'] as const;
const MARKS: Readonly<Record<PackageChange['change'], string>> = { added: '+', removed: '-', changed: '~' };

function of(diff: ReportDiff, change: FindingChange['change']): FindingChange[] {
  return diff.findings.filter((one) => one.change === change);
}

/** `3 new · 1 fixed · 12 unchanged` */
function headline(diff: ReportDiff): string {
  const counts = CHANGES.map((change) => [of(diff, change).length, change] as const);
  const amounts = counts.filter(([count]) => count > 0).map(([count, change]) => `${count} ${change}`);
  const packages = diff.packages.length === 0 ? [] : [`${counted(diff.packages.length, 'package')} changed`];
  const words = [...amounts, ...packages];
  const unchanged = `${counted(diff.unchangedFindings, 'finding')} unchanged`;
  return [...(words.length === 0 ? ['no difference'] : words), unchanged].join(' · ');
}

/** Name without its ecosystem where that is npm, as people know it. */
function packageName(name: string): string {
  return name.startsWith('npm:') ? name.slice(4) : name;
}

/** A set of versions is shown by its first and last; the JSON has all. */
function shownVersion(version: string): string {
  const candidates = version.split(' or ');
  return candidates.length > MAX_CANDIDATES ? `${candidates[0]}–${candidates.at(-1)}` : version;
}

function versions(list: readonly string[]): string {
  return list.map(shownVersion).join(', ');
}

function moved(before: string, now: string): string {
  return before === now ? now : `${before} → ${now}`;
}

function subject({ finding, before }: FindingChange): string {
  if (finding.package === null) return finding.rule;
  const was = versions(before?.versions ?? finding.versions);
  return `${packageName(finding.package)} ${moved(was, versions(finding.versions))}`;
}

function severity({ finding, before }: FindingChange): string {
  const grade = finding.isQuestion ? `${finding.severity}?` : finding.severity;
  const now = finding.kind === 'malware' ? `malware, ${grade}` : grade;
  return before === null ? now : moved(before.severity, finding.severity);
}

function status({ finding, before }: FindingChange): string {
  const was = before?.status ?? finding.status;
  const now = moved(was, finding.status).replaceAll('_', ' ');
  return was === 'open' && finding.status === 'open' ? '' : now;
}

function versionWords({ from, to }: PackageChange): string {
  return [versions(from), versions(to)].filter((words) => words !== '').join(' → ');
}

type Paint = (text: string) => string;

/** Only names that are shown are painted: there may be thousands for each change. */
function places(functions: readonly string[], paint: Paint): string {
  const names = functions.map((name, at) => (at <= MAX_FUNCTIONS ? paint(name) : name));
  return listed(names, MAX_FUNCTIONS);
}

function* findingLines(diff: ReportDiff): Generator<string> {
  for (const change of CHANGES) {
    const changes = of(diff, change);
    if (changes.length > 0) yield* ['', TITLES[change]];
    for (const one of changes) {
      const aside = status(one) === '' ? '' : ` [${status(one)}]`;
      const words = `${subject(one)}  ${one.finding.rule}  ${one.finding.title}`;
      const label = severity(one).toUpperCase().padEnd(9);
      yield `  ${label} ${escapeTerminal(words)}${aside}  in ${places(one.functions, escapeTerminal)}`;
    }
  }
}

function* textLines(diff: ReportDiff): Generator<string> {
  yield headline(diff);
  for (const note of diff.notes) yield `! ${escapeTerminal(note)}`;
  yield* findingLines(diff);
  if (diff.packages.length > 0) yield* ['', 'Packages'];
  for (const one of diff.packages) {
    const words = `${packageName(one.name)} ${versionWords(one)}`;
    yield `  ${MARKS[one.change]} ${escapeTerminal(words)}  in ${places(one.functions, escapeTerminal)}`;
  }
  const { added, removed } = diff.functions;
  if (added.length + removed.length > 0) yield* ['', 'Functions'];
  for (const name of added) yield `  + ${escapeTerminal(name)}`;
  for (const name of removed) yield `  - ${escapeTerminal(name)}`;
}

/** For people and logs. @param width columns of the terminal; Infinity where there is none. */
export function* diffText(diff: ReportDiff, width: number): Generator<string> {
  for (const line of textLines(diff)) yield `${wrapped(line, width)}\n`;
}

function* findingTable(diff: ReportDiff): Generator<string> {
  for (const change of CHANGES) {
    const changes = of(diff, change);
    if (changes.length === 0) continue;
    yield `\n### ${TITLES[change]}\n\n`;
    yield tableRow(['severity', 'package', 'finding', 'in']) + tableRow(['---', '---', '---', '---']);
    for (const one of changes.slice(0, MAX_ROWS)) {
      const aside = status(one) === '' ? '' : ` (${status(one)})`;
      const finding = `${codeSpan(one.finding.rule)}: ${codeSpan(one.finding.title)}${aside}`;
      yield tableRow([severity(one), codeSpan(subject(one)), finding, places(one.functions, codeSpan)]);
    }
    if (changes.length > MAX_ROWS) yield `\nand ${counted(changes.length - MAX_ROWS, 'more finding')}\n`;
  }
}

/** For pull requests. */
export function* diffMarkdown(diff: ReportDiff): Generator<string> {
  yield `## stowaway: ${headline(diff)}\n`;
  if (diff.notes.length > 0) yield '\n> [!WARNING]\n';
  for (const note of diff.notes) yield `> - ${codeSpan(note)}\n`;
  yield* findingTable(diff);
  if (diff.packages.length > 0) {
    yield `\n### Packages\n\n${tableRow(['', 'package', 'versions', 'in'])}${tableRow(['---', '---', '---', '---'])}`;
  }
  for (const one of diff.packages.slice(0, MAX_ROWS)) {
    const cells = [
      codeSpan(packageName(one.name)),
      codeSpan(versionWords(one)),
      places(one.functions, codeSpan),
    ];
    yield tableRow([one.change, ...cells]);
  }
  if (diff.packages.length > MAX_ROWS) {
    yield `\nand ${counted(diff.packages.length - MAX_ROWS, 'more package')}\n`;
  }
  const { added, removed } = diff.functions;
  if (added.length > 0) yield `\nAdded functions: ${listed(added.map(codeSpan), MAX_ROWS)}\n`;
  if (removed.length > 0) yield `\nRemoved functions: ${listed(removed.map(codeSpan), MAX_ROWS)}\n`;
}

/** For programs: the diff as it is, with a version of its own. */
export function* diffJson(diff: ReportDiff): Generator<string> {
  yield `${escapeJson(JSON.stringify({ schemaVersion: 1, ...diff }, null, 2))}\n`;
}
