import type { ComponentChildren, VNode } from 'preact';
import { packageAddress } from '../kinds/package-kind.js';
import { counted, number } from '../report/amounts.js';
import type { Finding, FunctionView, Package, TriggerView } from '../report/model.js';
import type { PermissionsView } from '../report/permissions-view.js';
import { inOneOrder } from '../report/risk.js';
import { SeverityBadge } from './severity.js';

/** Rows that a column shows; the lists below show all. */
const SHOWN = 5;

interface Item {
  readonly text: string;
  readonly note: string;
  readonly isBad: boolean;
  readonly href?: string;
  readonly badge?: VNode;
}

const ACCESS_WORDS: ReadonlyMap<string | null, string> = new Map([
  ['anyone', 'anybody'],
  ['account', 'other accounts or networks'],
  ['authenticated', 'identified callers'],
  ['service', 'only this account'],
]);

function triggerItem({ type, detail, access, statement }: TriggerView): Item {
  const words = ACCESS_WORDS.get(access) ?? (access === 'unknown' ? 'callers not known' : '');
  return {
    text: detail === null ? type : `${type} ${detail}`,
    note: statement ?? words,
    isBad: access === 'anyone',
  };
}

function Column({
  title,
  verdict,
  items,
  isBad,
  none,
}: {
  readonly title: string;
  readonly verdict: string;
  readonly items: readonly Item[];
  readonly isBad: boolean;
  readonly none: ComponentChildren;
}): VNode {
  const rest = items.length - SHOWN;
  return (
    <li class={isBad ? 'bad' : ''}>
      <h2>{title}</h2>
      <p class="verdict">{verdict}</p>
      {items.length === 0 ? (
        <p class="muted">{none}</p>
      ) : (
        <ul>
          {items.slice(0, SHOWN).map(({ text, note, isBad: bad, href, badge }, index) => (
            <li key={index} class={bad ? 'bad' : ''}>
              {badge}
              {href === undefined ? <span class="mono">{text}</span> : <a href={href}>{text}</a>}
              {note !== '' && <small>{note}</small>}
            </li>
          ))}
          {rest > 0 && <li class="muted">and {number(rest)} more</li>}
        </ul>
      )}
    </li>
  );
}

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['public', 'Anybody on the internet'],
  ['account', 'Identified callers or other accounts'],
  ['internal', 'Only this account'],
  ['unknown', 'Callers not known'],
  ['noneSeen', 'No trigger seen'],
]);

const OPENNESS = ['anyone', 'unknown', null, 'account', 'authenticated', 'service'];

function Callers({ fn }: { readonly fn: FunctionView }): VNode {
  const triggers = fn.triggers.toSorted((a, b) => OPENNESS.indexOf(a.access) - OPENNESS.indexOf(b.access));
  return (
    <Column
      title="Who can start it"
      verdict={LEVELS.get(fn.exposure?.level ?? '') ?? 'Not known'}
      items={triggers.map(triggerItem)}
      isBad={fn.exposure?.level === 'public'}
      none={
        fn.exposure === null
          ? 'There was no configuration that names triggers.'
          : 'Its configuration names none; that is not to say that nothing starts it.'
      }
    />
  );
}

/** The worst open finding of each package that the function may load. */
function loadedWorst(fn: FunctionView): Finding[] {
  const seen = new Set<Package>();
  return inOneOrder(fn.findings(), fn).filter(({ found, status }) => {
    if (!found || status !== 'open' || seen.has(found)) return false;
    const { reachable, isShadowed } = fn.viewOf(found);
    seen.add(found);
    return reachable !== false && !isShadowed;
  });
}

function findingItem({ found, rule }: Finding, fn: FunctionView): Item {
  const isLoaded = found !== null && fn.viewOf(found).reachable === true;
  return {
    text: found ? `${found.name} ${found.version}` : rule.title,
    note: isLoaded ? 'is loaded' : 'not known whether it is loaded',
    isBad: isLoaded && ['critical', 'high'].includes(rule.severity),
    ...(found ? { href: packageAddress(found) } : {}),
    badge: <SeverityBadge severity={rule.severity} />,
  };
}

function Loaded({ fn }: { readonly fn: FunctionView }): VNode {
  const items = loadedWorst(fn).map((finding) => findingItem(finding, fn));
  const bad = items.filter(({ isBad }) => isBad).length;
  const isUnseen = fn.mounts.length === 0 || !fn.complete;
  return (
    <Column
      title="What it loads"
      verdict={
        bad > 0 ? `${counted(bad, 'serious flaw')} in loaded code` : counted(fn.packageCount, 'package')
      }
      items={items}
      isBad={bad > 0}
      none={isUnseen ? 'Nothing was found in what was seen.' : 'No finding in what it may load.'}
    />
  );
}

const POWERS: ReadonlyMap<string, string> = new Map([
  ['everything', 'Everything in the account'],
  ['change', 'May change or delete'],
  ['read', 'May read data'],
  ['other', 'Little'],
]);

function permissionItems({ excess, lacked }: PermissionsView): Item[] {
  return [
    ...excess.map((text) => ({ text, note: 'granted, not seen to be used', isBad: true })),
    ...lacked.map((text) => ({ text, note: 'needed, not granted', isBad: false })),
  ];
}

function grantItems({ roleReach, permissions, findings }: FunctionView): Item[] {
  if (permissions) return permissionItems(permissions);
  const titles = findings().filter(({ rule, status }) => rule.kind === 'permission' && status === 'open');
  if (titles.length > 0) return titles.map(({ rule }) => ({ text: rule.title, note: '', isBad: true }));
  return roleReach ? [{ text: roleReach.words, note: '', isBad: roleReach.power === 'everything' }] : [];
}

function Touched({ fn }: { readonly fn: FunctionView }): VNode {
  const items = grantItems(fn);
  const role = fn.role?.name ?? fn.role?.arn ?? null;
  return (
    <Column
      title="What it may touch"
      verdict={POWERS.get(fn.roleReach?.power ?? '') ?? (role === null ? 'Role not known' : `Role ${role}`)}
      items={items}
      isBad={items.some(({ isBad }) => isBad)}
      none={
        role === null
          ? 'What its role allows was not seen.'
          : 'No grant of its role was found to be too broad.'
      }
    />
  );
}

function startWords({ exposure }: FunctionView): string {
  const words = LEVELS.get(exposure?.level ?? '') ?? 'Triggers not known';
  const [statement] = exposure?.statements ?? [];
  return statement === undefined ? words : `${words}: ${statement.split(': ', 1)[0] ?? ''}`;
}

const LOADS: ReadonlyMap<boolean | null, string> = new Map([
  [true, 'loads'],
  [false, 'does not load'],
  [null, 'not known whether it loads'],
]);

/** Why the first finding stands first, as the other formats say it; null without one about a package. */
function whyFirst(fn: FunctionView): string | null {
  const first = inOneOrder(fn.findings(), fn).find(({ found, status }) => found && status === 'open');
  if (!first?.found) return null;
  const { name, version } = first.found;
  const loads = `${LOADS.get(fn.viewOf(first.found).reachable) ?? ''} ${name} ${version}`;
  return [startWords(fn), loads, ...(fn.roleReach ? [fn.roleReach.words] : [])].join(' → ');
}

/** Who can start a function, what it then loads and what it may touch, from left to right. */
export function FunctionPicture({ fn }: { readonly fn: FunctionView }): VNode {
  const why = whyFirst(fn);
  return (
    <>
      <ol class="picture" aria-label="Who can start it, what it loads, what it may touch">
        <Callers fn={fn} />
        <Loaded fn={fn} />
        <Touched fn={fn} />
      </ol>
      {why !== null && (
        <p class="why">
          <b>First:</b> {why}
        </p>
      )}
    </>
  );
}
