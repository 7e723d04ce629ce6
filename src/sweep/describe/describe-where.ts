import { counted, escapeTerminal } from '../../reporters/index.js';
import { callerWords } from './caller-words.js';
import { describeGap } from './describe-unseen.js';
import type { Holder, PackageAnswer } from './find-package.js';

export function packageWords({ ecosystem, name, asked }: PackageAnswer): string {
  return `${name}${asked === null ? '' : ` ${asked}`} (${ecosystem})`;
}

function functionsOf(holders: readonly Holder[]): string {
  return counted(new Set(holders.map((holder) => holder.function)).size, 'function');
}

export function versionWords({ version, aliases, reachable }: Holder): string {
  const called = aliases.length > 0 ? ` (${aliases.join(', ')})` : '';
  return `${version}${called}${reachable ? '' : ', which no known caller names'}`;
}

export function foundWords({ versions, presence, certainty }: Holder): string {
  const known = versions.length === 0 ? 'a version that is not known' : versions.join(' or ');
  return `${certainty === 'possible' ? 'possibly ' : ''}${known}${presence === null ? '' : `, ${presence}`}`;
}

export function placeWords({ layer }: Holder): string {
  return layer ?? 'its code';
}

function timeWords({ since, until, stale, lastSeen }: Holder): string {
  const from = `since ${since.slice(0, 10)}`;
  if (until !== null) return `${from}, gone by ${until.slice(0, 10)}`;
  return stale
    ? `${from}; not seen by the last sweep${lastSeen === null ? '' : `, last on ${lastSeen.slice(0, 10)}`}`
    : from;
}

/** The unknown parts of the answer. */
export function doubts({ unread, isLookedFor, ecosystem, unseenPlaces }: PackageAnswer): string[] {
  return [
    ...unseenPlaces.map(
      (gap) => `Not analysed by the last sweep, so the package may be there: ${describeGap(gap)}`,
    ),
    ...(isLookedFor ? [] : [`No sweep has found a package of ${ecosystem}: stowaway may not look for them.`]),
    ...(unread.reachable > 0
      ? [
          `Not everything was analysed in ${counted(unread.reachable, 'version')} that can be called: the package may be there.`,
        ]
      : []),
    ...(unread.unreachable > 0
      ? [
          `${counted(unread.unreachable, 'published version')} that no known caller names ${unread.unreachable === 1 ? 'was' : 'were'} never analysed.`,
        ]
      : []),
  ];
}

/** "Nowhere" covers only functions that were analysed. */
function nowhereWords({ unread, isLookedFor, unseenPlaces }: PackageAnswer): string {
  const seen = unread.reachable > 0 || !isLookedFor || unseenPlaces.length > 0 ? ' that was looked at' : '';
  return `no function${seen} holds it, and none did.`;
}

export function summaryOf(answer: PackageAnswer): string {
  const { now, before } = answer;
  const then = before.length > 0 ? `; ${functionsOf(before)} held it before` : '';
  return now.length === 0 && before.length === 0
    ? `${packageWords(answer)}: ${nowhereWords(answer)}`
    : `${packageWords(answer)}: ${functionsOf(now)} ${new Set(now.map((one) => one.function)).size === 1 ? 'holds' : 'hold'} it now${then}.`;
}

function linesOf(holders: readonly Holder[]): string[] {
  return holders.map((holder) => {
    const { name, account, region } = holder;
    return `  ${name} (${account} ${region}; ${callerWords(holder.triggers)}) ${versionWords(holder)}: ${foundWords(holder)}, in ${placeWords(holder)}, ${timeWords(holder)}`;
  });
}

/** The functions with a package, for a terminal. */
export function describeWhere(answer: PackageAnswer): string {
  const { now, before } = answer;
  const lines = [
    summaryOf(answer),
    ...(now.length > 0 ? ['Now:', ...linesOf(now)] : []),
    ...(before.length > 0 ? ['Before:', ...linesOf(before)] : []),
    ...doubts(answer),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}
