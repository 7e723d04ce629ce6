import { countBySeverity, counted, listed, number, severityWords } from '../amounts.js';
import { functionsOf, openFindings, type Block } from '../blocks.js';
import { changeSteps, changeWords } from '../change-words.js';
import {
  findingGroups,
  isOfUnknownLicense,
  isSerious,
  isSetAside,
  noLicenseWords,
  type FindingGroup,
} from '../finding-groups.js';
import { namedFunction } from '../names.js';
import type { ReportIndex } from '../report-index.js';
import { blockPermissions, exposureOfAll, riskWords } from '../risk-words.js';
import { groupRow, TABLE_HEAD } from './group-row.js';
import { codeSpan } from '../markup.js';

const MAX_ROWS = 100;
const MAX_REASONS = 20;
const MAX_NAMES = 8;
const MAX_CHANGES = 3;

/** The content about one function, several equal ones, or something that several mount. */
export interface Section {
  readonly block: Block;
  readonly markdown: string;
  /** Nothing serious in it and nothing unseen: may be folded away. */
  readonly isLight: boolean;
}

function titleOf(block: Block): string {
  const functions = functionsOf(block);
  const names = listed(
    functions.map((fn) => codeSpan(namedFunction(fn, false))),
    MAX_NAMES,
  );
  const [artifact] = block.artifacts;
  if (functions.length === 1 || block.twins.length > 0 || !artifact) return names;
  const users = functions.length === 0 ? 'in no function that was found' : `mounted by ${names}`;
  return `${codeSpan(artifact.path)}, ${users}`;
}

function reasonLines({ reasons }: Block): string {
  const lines = reasons.slice(0, MAX_REASONS).map((reason) => `- **Incomplete:** ${codeSpan(reason)}\n`);
  const rest = reasons.length - lines.length;
  return lines.join('') + (rest > 0 ? `- and ${counted(rest, 'more reason')}\n` : '');
}

function questionLines({ problems }: Block): string {
  const questions = problems.filter(({ isQuestion }) => isQuestion);
  const lines = questions
    .slice(0, MAX_REASONS)
    .map(({ message }) => `- **Question:** ${codeSpan(message)}\n`);
  const rest = questions.length - lines.length;
  return lines.join('') + (rest > 0 ? `- and ${counted(rest, 'more question')}\n` : '');
}

function sharedLines({ shared }: Block): string {
  return shared
    .filter(({ findings }) => findings.some(({ status }) => status === 'open'))
    .map(({ path }) => `- also the gaps of ${codeSpan(path)}\n`)
    .join('');
}

/** The first changes to make, as commands where these are known. */
function changeLines({ artifacts }: Block): string {
  const changes = artifacts.flatMap(changeSteps);
  const shown = changes.slice(0, MAX_CHANGES);
  const lines = shown.map((change) => {
    const command = change.command === null ? '' : `${codeSpan(change.command)}: `;
    return `1. ${command}${codeSpan(changeWords(change))}, clears ${number(change.clears.length)}\n`;
  });
  const rest = changes.length - shown.length;
  if (rest > 0) lines.push(`\nand ${counted(rest, 'more change')}\n`);
  return lines.length === 0 ? '' : `\nDo this first:\n\n${lines.join('')}`;
}

const MAX_SENTENCES = 3;

/** Who can start the functions, and why the first findings stand where they do. */
function riskLines(block: Block, groups: readonly FindingGroup[]): string {
  const exposure = exposureOfAll(functionsOf(block));
  const why = groups.slice(0, MAX_SENTENCES).flatMap((group) => {
    const isShown = !isSetAside(group) && group.findings[0].kind !== 'permission';
    const words = isShown ? riskWords(group.risk, group.packages[0] ?? null) : '';
    return words === '' ? [] : [words];
  });
  return [
    ...(exposure === '' ? [] : [`- Started by: ${codeSpan(exposure)}\n`]),
    ...[...new Set(why)].map((words) => `- Why first: ${codeSpan(words)}\n`),
  ].join('');
}

function permissionLine(block: Block): string {
  const words = blockPermissions(block);
  return words === null ? '' : `- Role: ${codeSpan(words)}\n`;
}

/** Packages without a known licence: one line for all. */
function licenseLine(groups: readonly FindingGroup[]): string {
  const unknown = groups.filter((group) => !isSetAside(group) && isOfUnknownLicense(group));
  const names = unknown.flatMap(({ packages }) => packages.map(({ name }) => name));
  return names.length === 0 ? '' : `\n- Unknown: ${codeSpan(noLicenseWords(names))}\n`;
}

/** A heading, the gaps, and a table of findings, worst first. */
export function sectionOf(block: Block, index: ReportIndex): Section {
  const groups = findingGroups(block, index, () => true);
  const counts = severityWords(countBySeverity(openFindings(block)));
  const listedGroups = groups.filter((group) => isSetAside(group) || !isOfUnknownLicense(group));
  const rows = listedGroups.slice(0, MAX_ROWS).map(groupRow);
  const rest = listedGroups.length - rows.length;
  const list =
    riskLines(block, groups) +
    permissionLine(block) +
    reasonLines(block) +
    questionLines(block) +
    sharedLines(block);
  return {
    block,
    isLight: block.reasons.length === 0 && !groups.some(isSerious),
    markdown: [
      `\n### ${titleOf(block)}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}\n`,
      ...(list === '' ? [] : [`\n${list}`]),
      changeLines(block),
      ...(rows.length === 0 ? [] : [`\n${TABLE_HEAD}${rows.join('')}`]),
      licenseLine(groups),
      ...(rest > 0 ? [`\n${counted(rest, 'more row')} left out.\n`] : []),
    ].join(''),
  };
}
