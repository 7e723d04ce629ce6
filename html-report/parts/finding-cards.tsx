import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { UNKNOWN_LICENSE } from '../../src/policy/license-verdict.js';
import { compareFindings } from '../kinds/finding-words.js';
import { number } from '../report/amounts.js';
import { openCounts, subjectKey } from '../report/counts.js';
import type { Finding, FunctionView, Package } from '../report/model.js';
import { inOneOrder } from '../report/risk.js';
import { FindingDetails } from './finding-details.js';
import { PackageCard } from './package-card.js';
import { CountPills } from './severity.js';

/** Cards drawn at first, and added by each press: a page has few screens. */
const FIRST = 10;
const STEP = 40;

interface PackageFindings {
  /** Copies in the same version. */
  readonly copies: Set<Package>;
  /** Each once, in the first of its copies. */
  readonly findings: Map<string, Finding>;
}

/** Findings by package and version: copies have them together. */
function byPackage(findings: readonly Finding[]): readonly PackageFindings[] {
  const groups = new Map<string, PackageFindings>();
  for (const finding of findings) {
    const { found, status } = finding;
    if (!found) continue;
    const key = `${found.ecosystem}\n${found.name}\n${found.version}`;
    const group = groups.get(key) ?? { copies: new Set(), findings: new Map<string, Finding>() };
    groups.set(key, group);
    group.copies.add(found);
    const subject = `${status}\n${subjectKey(finding)}`;
    if (!group.findings.has(subject)) group.findings.set(subject, finding);
  }
  return [...groups.values()];
}

function isOfUnknownLicense({ found, rule, status }: Finding): boolean {
  return found !== null && rule.id === UNKNOWN_LICENSE && status === 'open';
}

interface FoldedCardsProps {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly fn: FunctionView | null;
  readonly limit: number;
}

/** Findings of many packages that say the same of each, folded into one card. */
function FoldedCards({ title, findings, fn, limit }: FoldedCardsProps): VNode | null {
  if (findings.length === 0) return null;
  return (
    <details class="card">
      <summary>
        <h3>{title}</h3>
        <CountPills counts={openCounts(findings)} />
      </summary>
      <div class="card-body">
        {byPackage(findings)
          .slice(0, limit)
          .map(({ copies, findings: ofPackage }, index) => (
            <PackageCard key={index} copies={[...copies]} findings={[...ofPackage.values()]} fn={fn} />
          ))}
      </div>
    </details>
  );
}

/** Findings under the packages that they are about, worst first. */
export function FindingCards({
  findings,
  fn,
}: {
  readonly findings: readonly Finding[];
  readonly fn: FunctionView | null;
}): VNode {
  const [limit, setLimit] = useState(FIRST);
  const sorted = fn === null ? [...findings].sort(compareFindings) : inOneOrder(findings, fn);
  const others = sorted.filter(({ found }) => !found);
  const system = sorted.filter(({ found }) => found?.system);
  const own = sorted.filter(({ found }) => !found?.system);
  const unlicensed = own.filter(isOfUnknownLicense);
  const groups = byPackage(own.filter((finding) => !isOfUnknownLicense(finding)));
  const most = Math.max(groups.length, others.length, unlicensed.length, system.length);
  if (findings.length === 0) return <p class="muted">Nothing was found in what was seen.</p>;
  return (
    <div class="cards">
      {others.length > 0 && (
        <details class="card">
          <summary>
            <h3>Code and configuration</h3>
            <CountPills counts={openCounts(others)} />
          </summary>
          {others.slice(0, limit).map((finding, index) => (
            <FindingDetails key={index} finding={finding} />
          ))}
        </details>
      )}
      {groups.slice(0, limit).map(({ copies, findings: ofPackage }, index) => (
        <PackageCard key={index} copies={[...copies]} findings={[...ofPackage.values()]} fn={fn} />
      ))}
      <FoldedCards title="No known licence" findings={unlicensed} fn={fn} limit={limit} />
      <FoldedCards title="System packages of the image" findings={system} fn={fn} limit={limit} />
      {most > limit && (
        <button type="button" onClick={() => setLimit(limit + STEP)}>
          Show {number(Math.min(STEP, most - limit))} more
        </button>
      )}
    </div>
  );
}
