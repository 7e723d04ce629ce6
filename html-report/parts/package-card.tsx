import type { VNode } from 'preact';
import { compareFindings } from '../kinds/finding-words.js';
import { packageAddress, packageName, presenceWords } from '../kinds/package-kind.js';
import { counted } from '../report/amounts.js';
import { openCounts } from '../report/counts.js';
import type { Finding, FunctionView, Package } from '../report/model.js';
import { treeOf } from '../report/tree.js';
import { addressOf } from '../route.js';
import { FindingDetails } from './finding-details.js';
import { CountPills } from './severity.js';

/** `express › body-parser › qs`: the way that a package comes in. */
export function PathWords({ found }: { readonly found: Package }): VNode {
  if (!found.artifact) return <span>provided by the platform</span>;
  const path = treeOf(found.artifact).pathTo(found);
  if (path === null) return <span>nothing in its tree depends on it</span>;
  if (path.length === 1)
    return <span>{found.direct === true ? 'direct dependency' : 'its dependents are not known'}</span>;
  return (
    <span>
      through{' '}
      <span class="path">
        {path.map(({ index, name }, at) => (
          <span key={index} class="step">
            {at === path.length - 1 ? <b>{name}</b> : name}
          </span>
        ))}
      </span>
    </span>
  );
}

function ViewTags({ found, fn }: { readonly found: Package; readonly fn: FunctionView }): VNode {
  const { reachable, isShadowed, by } = fn.viewOf(found);
  return (
    <>
      {reachable !== null && !isShadowed && <span class="tag">{reachable ? 'Loaded' : 'Not loaded'}</span>}
      {isShadowed && (
        <span class="tag">
          Not loaded: {by ? `${by.name} ${by.version} of ${by.artifact?.path ?? ''}` : 'another copy'} is
        </span>
      )}
    </>
  );
}

interface PackageCardProps {
  /** Of one version: at least one. */
  readonly copies: readonly Package[];
  readonly findings: readonly Finding[];
  /** Whose page it is on; null on an artifact's own. */
  readonly fn: FunctionView | null;
}

/** Where a copy is, and why it is there. */
function CopyLine({ found, fn }: { readonly found: Package; readonly fn: FunctionView | null }): VNode {
  const { artifact, locations } = found;
  return (
    <p class="muted">
      {presenceWords(found)}, <PathWords found={found} />
      {locations[0] && (
        <>
          {' in '}
          <span class="mono">{locations[0].path}</span>
        </>
      )}
      {fn && artifact && fn.artifacts.length > 1 && (
        <>
          {' of '}
          <a href={addressOf('artifact', artifact.key)}>{artifact.path}</a>
        </>
      )}
      {fn && <ViewTags found={found} fn={fn} />}
    </p>
  );
}

const MAX_COPIES = 5;

/** A package with what was found about it, folded: how bad it is stands in its line. */
export function PackageCard({ copies, findings, fn }: PackageCardProps): VNode | null {
  const sorted = [...findings].sort(compareFindings);
  const [found] = copies;
  if (!found) return null;
  return (
    <details class="card">
      <summary>
        <h3>
          {packageName(found)} <span class="mono version">{found.version}</span>
        </h3>
        <CountPills counts={openCounts(findings)} />
        {fn && copies.length === 1 && <ViewTags found={found} fn={fn} />}
        {copies.length > 1 && <span class="muted">{counted(copies.length, 'copy', 'copies')}</span>}
      </summary>
      <div class="card-body">
        {copies.slice(0, MAX_COPIES).map((copy, index) => (
          <CopyLine key={index} found={copy} fn={fn} />
        ))}
        <p>
          <a href={packageAddress(found)}>All of {packageName(found)} in this report</a>
        </p>
      </div>
      {sorted.map((finding, index) => (
        <FindingDetails key={index} finding={finding} />
      ))}
    </details>
  );
}
