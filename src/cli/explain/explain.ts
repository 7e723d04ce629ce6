import { Command } from 'commander';
import {
  describeAffected,
  fixVersionsOf,
  headingOf,
  highestScoreOf,
  openAdvisories,
  type AdvisoryStore,
} from '../../advisories/index.js';
import { shownRules, type BadReleases, type RuleSet, type ShownRule } from '../../signatures/index.js';
import { knownDate, type Advisory } from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import { defaultSignatures } from '../../signatures/index.js';
import type { CommandResult } from '../db.js';
import { BUILT_IN_RULES } from './built-in-rules.js';
import { databaseOption } from '../database-option.js';
import { nearestWord } from '../did-you-mean.js';

/** Records with ids of our own. */
interface Rules extends RuleSet {
  readonly campaigns: readonly Pick<BadReleases, 'id' | 'title' | 'why' | 'references'>[];
}

/** Label and value of a line; empty values are left out. */
type Fact = readonly [label: string, value: string];

const LABEL_WIDTH = 14;

async function severityText({ severity, vectors, kind }: Advisory): Promise<string> {
  const score = await highestScoreOf(vectors);
  const word = kind === 'malware' ? 'critical (malware)' : (severity ?? '');
  return [word, ...(score === null ? [] : [`CVSS ${score}`])].filter((part) => part !== '').join(', ');
}

function exploitFacts({ id, aliases }: Advisory, store: AdvisoryStore): Fact[] {
  const cves = [id, ...aliases].filter((name) => name.startsWith('CVE-'));
  return cves.flatMap((cve): Fact[] => {
    const epss = store.epss(cve);
    return [
      ['EPSS', epss === null ? '' : `${cve}: ${(epss * 100).toFixed(2)} %`],
      ['exploited', store.kev(cve) ? `${cve} is in CISA's catalogue` : ''],
    ];
  });
}

/** The fields of a record that do not depend on the package. */
async function sharedFacts(
  record: readonly [Advisory, ...Advisory[]],
  store: AdvisoryStore,
): Promise<Fact[]> {
  const { title, page } = await headingOf(record);
  const [advisory] = record;
  const description = store.description(advisory.ecosystem, advisory.id);
  return [
    ['title', title],
    ['page', page],
    ['summary', description?.summary ?? ''],
    ['aliases', advisory.aliases.join(', ')],
    ['severity', await severityText(advisory)],
    ['vectors', advisory.vectors.join(' ')],
    ['weaknesses', advisory.cwes.join(', ')],
    ['published', advisory.published ?? ''],
    ['modified', knownDate(advisory.modified) ?? ''],
    ...exploitFacts(advisory, store),
    ...(description?.references ?? []).map((reference): Fact => ['reference', reference]),
    ['credits', description?.credits.join(', ') ?? ''],
    ['incomplete', advisory.rangesComplete ? '' : 'this copy may lack some affected ranges'],
  ];
}

function packageFacts({ ecosystem, name, affected, suspect }: Advisory): Fact[] {
  return [
    ['package', `${ecosystem}: ${name}`],
    ['  affected', describeAffected(affected)],
    ['  fixed in', fixVersionsOf(affected).join(', ') || 'no fixed version is known'],
    ['  doubt', suspect ? 'the open range contradicts the listed versions' : ''],
  ];
}

function linesOf(facts: readonly Fact[]): string[] {
  return facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `  ${label.padEnd(LABEL_WIDTH)}${value}`);
}

/** The record's own text, which is Markdown, as it is: escapes make it harmless. */
function detailLines({ ecosystem, id }: Advisory, store: AdvisoryStore): string[] {
  const { details = '' } = store.description(ecosystem, id) ?? {};
  return details === ''
    ? []
    : ['', ...details.split(/\r?\n/).map((line) => (line === '' ? '' : `  ${line}`)), ''];
}

async function describeRecord(
  id: string,
  advisories: readonly Advisory[],
  store: AdvisoryStore,
): Promise<string[]> {
  const ofRecord = advisories.filter((advisory) => advisory.id === id);
  const [first, ...others] = ofRecord;
  const shared = first ? await sharedFacts([first, ...others], store) : [];
  const details = first ? detailLines(first, store) : [];
  return [id, ...linesOf([...shared, ...ofRecord.flatMap(packageFacts)]), ...details];
}

function resultOf(lines: readonly string[], exitCode: number): CommandResult {
  return { text: lines.map((line) => `${escapeTerminal(line)}\n`).join(''), exitCode };
}

function meantWords(meant: string | null): readonly string[] {
  return meant === null ? [] : [`(Did you mean ${meant}?)`];
}

/** Ids of all that `explain` knows beside advisories. */
export function ruleIds(set: Rules): readonly string[] {
  return [...BUILT_IN_RULES.keys(), ...[...shownRules(set), ...set.campaigns].map(({ id }) => id)];
}

/** `explain`: an advisory, by id or alias. @param rules ids of rules, one of which may be meant. */
export async function explain(
  id: string,
  store: AdvisoryStore,
  rules: Iterable<string> = [],
): Promise<CommandResult> {
  const advisories = store.withId(id);
  const sourceWords = (isWanted: (ecosystem: string) => boolean): string[] =>
    store.data
      .filter(({ ecosystem }) => isWanted(ecosystem))
      .map(
        ({ ecosystem, source, asOf, count }) =>
          `  ${ecosystem}: ${count} records from ${source}, as of ${asOf}`,
      );
  if (advisories.length === 0)
    return resultOf(
      [
        `${id.trim() || 'An empty id'} is no rule of stowaway, and was not found in`,
        ...sourceWords(() => true),
        ...meantWords(nearestWord(id.trim(), rules)),
        '`stowaway signatures list` lists signatures; `stowaway db update` downloads all advisories.',
      ],
      EXIT.usage,
    );
  const ids = [...new Set(advisories.map((advisory) => advisory.id))].sort();
  const records = await Promise.all(ids.map((each) => describeRecord(each, advisories, store)));
  const about = new Set(advisories.map(({ ecosystem }) => ecosystem));
  const own = sourceWords((one) => about.has(one));
  return resultOf(
    [...records.flat(), 'from', ...(own.length > 0 ? own : sourceWords(() => true))],
    EXIT.clean,
  );
}

/** A rule that is no signature; null when none has the id. */
export function explainBuiltIn(id: string): CommandResult | null {
  const found = BUILT_IN_RULES.get(id);
  if (!found) return null;
  const facts: Fact[] = [
    ['title', found.title],
    ['kind', found.kind],
    ['do', found.do],
  ];
  return resultOf([id, ...linesOf(facts)], EXIT.clean);
}

/** The severity of a rule; a secret that stands beside its other half may be worse. */
function severityWords({ severity, pair }: ShownRule): string {
  return pair ? `${severity}; ${pair.severity} beside the text that belongs to it` : severity;
}

/** A signature or a campaign; null when none has the id. */
export function explainRule(id: string, rules: Rules): CommandResult | null {
  const rule = shownRules(rules).find((one) => one.id === id);
  const found = rule ?? rules.campaigns.find((one) => one.id === id);
  if (!found) return null;
  const facts: Fact[] = [
    ['title', found.title],
    ['severity', rule ? severityWords(rule) : 'critical'],
    ['kind', rule?.kind ?? 'malware'],
    ['why', found.why],
    ['do', rule?.do ?? ''],
    ...found.references.map((reference): Fact => ['reference', reference]),
  ];
  return resultOf([id, ...linesOf(facts)], EXIT.clean);
}

async function run(id: string, { db }: { readonly db: string }): Promise<void> {
  const rule = explainBuiltIn(id.trim()) ?? explainRule(id.trim(), defaultSignatures());
  if (rule) {
    process.stdout.write(rule.text);
    return;
  }
  const store = openAdvisories({ dir: db, now: new Date() });
  try {
    const { text, exitCode } = await explain(id, store, ruleIds(defaultSignatures()));
    (exitCode === EXIT.clean ? process.stdout : process.stderr).write(text);
    for (const { message } of store.problems) process.stderr.write(`${escapeTerminal(message)}\n`);
    process.exitCode = exitCode;
  } finally {
    store.close();
  }
}

/** `stowaway explain ID`. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('show an advisory, a rule or a campaign')
    .argument('<id>', 'id or alias of an advisory (GHSA-…, CVE-…, MAL-…), or id of a rule')
    .addOption(databaseOption())
    .action(run)
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway explain GHSA-35jh-r3h4-6jhm\n  $ stowaway explain CVE-2021-44906',
    );
}
