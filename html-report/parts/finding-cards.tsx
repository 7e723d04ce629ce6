import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { compareFindings } from '../kinds/finding-words.js';
import { number } from '../report/amounts.js';
import type { Finding, FunctionView, Package } from '../report/model.js';
import { inOneOrder } from '../report/risk.js';
import { FindingDetails } from './finding-details.js';
import { PackageCard } from './package-card.js';

/** Cards drawn at first, and added by each press. */
const STEP = 40;

function byPackage(findings: readonly Finding[]): readonly (readonly [Package, readonly Finding[]])[] {
  const groups = new Map<Package, Finding[]>();
  for (const finding of findings) {
    if (!finding.found) continue;
    const group = groups.get(finding.found);
    if (group) group.push(finding);
    else groups.set(finding.found, [finding]);
  }
  return [...groups];
}

/** Findings under the packages that they are about, worst first. */
export function FindingCards({
  findings,
  fn,
}: {
  readonly findings: readonly Finding[];
  readonly fn: FunctionView | null;
}): VNode {
  const [limit, setLimit] = useState(STEP);
  const sorted = fn === null ? [...findings].sort(compareFindings) : inOneOrder(findings, fn);
  const others = sorted.filter(({ found }) => !found);
  const groups = byPackage(sorted);
  if (findings.length === 0) return <p class="muted">Nothing was found in what was seen.</p>;
  return (
    <div class="cards">
      {others.length > 0 && (
        <article class="card">
          <header>
            <h3>Code and configuration</h3>
          </header>
          {others.slice(0, limit).map((finding, index) => (
            <FindingDetails key={index} finding={finding} />
          ))}
        </article>
      )}
      {groups.slice(0, limit).map(([found, ofPackage], index) => (
        <PackageCard key={index} found={found} findings={ofPackage} fn={fn} />
      ))}
      {Math.max(groups.length, others.length) > limit && (
        <button type="button" onClick={() => setLimit(limit + STEP)}>
          Show {number(Math.min(STEP, Math.max(groups.length, others.length) - limit))} more
        </button>
      )}
    </div>
  );
}
