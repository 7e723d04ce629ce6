import {
  severityOfScore,
  type AdvisoryText,
  type Confidence,
  type Finding,
  type Severity,
  groupBy,
} from '../../model/index.js';
import { codeSpan, escapedLines, fencedLines, linkedSpan, namesInOrder, weaknessWords } from '../markup.js';
import { escapeTerminal } from '../escape-terminal.js';
import { safeLink } from '../safe-link.js';
import type { ResultGroup } from '../fold-results.js';
import { messageText } from './message.js';

/** GitHub shows ten of a rule's tags. */
const MAX_TAGS = 10;

/** Scores of GitHub's bands for a finding that has none of its own, or one of another band. */
const BAND_SCORE: Readonly<Record<Severity, number>> = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2,
  unknown: 5.5,
};

const PRECISION: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  unknown: 'warning',
};

/** The identifier of a rule as it may be shown. */
export function ruleIdOf({ rule }: Finding): string {
  return escapeTerminal(rule);
}

function securityScore({ severity, score }: Finding): number {
  return score !== null && severityOfScore(score) === severity && score > 0 ? score : BAND_SCORE[severity];
}

function tagsOf({ kind, cwes }: Finding): string[] {
  const weaknesses = cwes.flatMap((cwe) => /^CWE-(\d+)$/i.exec(cwe)?.[1] ?? []);
  return [
    'security',
    kind,
    ...new Set(weaknesses.map((number) => `external/cwe/cwe-${number.padStart(3, '0')}`)),
  ].slice(0, MAX_TAGS);
}

/** The description of an advisory in Markdown: its text in a block of code, because others wrote it. */
function helpMarkdown(title: string, { rule, aliases }: Finding, text: AdvisoryText): string {
  const { summary, details, references, credits } = text;
  const spans = (items: readonly string[]): string => items.map(codeSpan).join(', ');
  const links = references.map((reference) => `- ${linkedSpan(reference, [reference])}\n`);
  const weaknesses = text.weaknesses.length === 0 ? '' : `\n\nWeakness: ${codeSpan(weaknessWords(text))}`;
  return [
    `**${codeSpan(title)}** ${spans(namesInOrder(rule, aliases))}${weaknesses}\n\n`,
    fencedLines([...escapedLines(summary), '', ...escapedLines(details)]),
    links.length === 0 ? '' : `\n${links.join('')}`,
    credits.length === 0 ? '' : `\nCredits: ${spans(credits)}\n`,
  ].join('');
}

/**
 * A rule as SARIF's reportingDescriptor (§3.49), with GitHub's properties.
 * @param text what its advisory says; undefined when that is not known.
 */
export function ruleOf(findings: readonly [Finding, ...Finding[]], text?: AdvisoryText): object {
  const [finding] = findings;
  const helpUri = finding.references.map(safeLink).find((link) => link !== null);
  const score = Math.max(...findings.map(securityScore));
  const aliases = finding.aliases.length === 0 ? '' : ` Also known as ${finding.aliases.join(', ')}.`;
  const title = messageText(finding.title);
  const full = [title + messageText(aliases), messageText(finding.why ?? '')].filter(Boolean).join(' ');
  return {
    id: ruleIdOf(finding),
    shortDescription: { text: title },
    fullDescription: { text: full },
    ...(helpUri === undefined ? {} : { helpUri }),
    help: {
      text: `${full}${helpUri === undefined ? '' : ` See ${helpUri}`}`,
      ...(text && { markdown: helpMarkdown(finding.title, finding, text) }),
    },
    defaultConfiguration: { level: LEVEL[finding.severity] },
    properties: {
      'security-severity': score.toFixed(1),
      precision: PRECISION[finding.confidence],
      tags: tagsOf(finding),
    },
  };
}

/** Findings of each rule, in the order of the results. */
export function findingsByRule(groups: readonly ResultGroup[]): Map<string, [Finding, ...Finding[]]> {
  const findings = groups.flat().map(({ finding }) => finding);
  return groupBy(findings, (finding) => [ruleIdOf(finding)]);
}
