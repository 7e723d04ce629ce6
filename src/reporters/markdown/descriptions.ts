import { compareSeverity, type AdvisoryText, type Finding, type Report } from '../../model/index.js';
import { codeSpan, escapedLines, fencedLines, linkedSpan, namesInOrder, weaknessWords } from '../markup.js';

const OPENING = '\n<details><summary>What the advisories say</summary>\n';
const CLOSING = '\n</details>\n';
const MAX_SHOWN = 100;
const MAX_LINKS = 10;

/** One advisory: its names, and its text in a block of code, because others wrote it. */
function descriptionOf({ rule, aliases, title }: Finding, text: AdvisoryText): string {
  const { summary, details, references, credits } = text;
  const names = namesInOrder(rule, aliases).map(codeSpan).join(' · ');
  const links = references.slice(0, MAX_LINKS).map((one) => `- ${linkedSpan(one, [one])}\n`);
  return [
    `\n#### ${codeSpan(title)}\n\n${names}`,
    text.weaknesses.length === 0 ? '' : ` · ${codeSpan(weaknessWords(text))}`,
    `\n\n${fencedLines([...escapedLines(summary), '', ...escapedLines(details)])}`,
    links.length === 0 ? '' : `\n${links.join('')}`,
    credits.length === 0 ? '' : `\nCredits: ${credits.map(codeSpan).join(', ')}\n`,
  ].join('');
}

/** Open findings, one of each rule, worst first. */
function openRules({ artifacts }: Report): Finding[] {
  const findings = artifacts
    .flatMap((artifact) => artifact.findings)
    .filter(({ status }) => status === 'open');
  const rules = new Map(findings.map((finding) => [finding.rule, finding]));
  return [...rules.values()].sort((a, b) => compareSeverity(a.severity, b.severity));
}

/** Descriptions of the advisories of open findings, folded, the worst first, as many as fit. */
export function* descriptionsWithin(report: Report, maxBytes: number): Generator<string> {
  const texts = new Map(report.descriptions?.map((text) => [text.rule, text]));
  let left = maxBytes - Buffer.byteLength(OPENING + CLOSING);
  const shown: string[] = [];
  for (const finding of texts.size === 0 ? [] : openRules(report)) {
    const text = texts.get(finding.rule);
    if (!text) continue;
    const markdown = descriptionOf(finding, text);
    left -= Buffer.byteLength(markdown);
    if (left < 0 || shown.length === MAX_SHOWN) break;
    shown.push(markdown);
  }
  if (shown.length > 0) yield OPENING + shown.join('') + CLOSING;
}
