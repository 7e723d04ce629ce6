import type { VNode } from 'preact';
import { compareFindings } from '../kinds/finding-words.js';
import { packageAddress, packageName, presenceWords } from '../kinds/package-kind.js';
import type { Finding, FunctionView, Package } from '../report/model.js';
import { treeOf } from '../report/tree.js';
import { addressOf } from '../route.js';
import { FindingDetails } from './finding-details.js';

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
      {reachable !== null && <span class="tag">{reachable ? 'Reached' : 'Not reached'}</span>}
      {isShadowed && (
        <span class="tag">
          Not loaded: {by ? `${by.name} ${by.version} of ${by.artifact?.path ?? ''}` : 'another copy'} is
        </span>
      )}
    </>
  );
}

interface PackageCardProps {
  readonly found: Package;
  readonly findings: readonly Finding[];
  /** Whose page it is on; null on an artifact's own. */
  readonly fn: FunctionView | null;
}

/** A package with what was found about it, and why it is there. */
export function PackageCard({ found, findings, fn }: PackageCardProps): VNode {
  const { artifact } = found;
  return (
    <article class="card">
      <header>
        <h3>
          <a href={packageAddress(found)}>{packageName(found)}</a>{' '}
          <span class="mono version">{found.version}</span>
        </h3>
        <p class="muted">
          {presenceWords(found)}, <PathWords found={found} />
          {fn && artifact && fn.artifacts.length > 1 && (
            <>
              {' in '}
              <a href={addressOf('artifact', artifact.key)}>{artifact.path}</a>
            </>
          )}
          {fn && <ViewTags found={found} fn={fn} />}
        </p>
      </header>
      {[...findings].sort(compareFindings).map((finding, index) => (
        <FindingDetails key={index} finding={finding} />
      ))}
    </article>
  );
}
