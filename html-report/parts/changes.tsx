import type { VNode } from 'preact';
import type { Change } from '../report/changes.js';
import { counted, number } from '../report/amounts.js';
import { More } from './more.js';
import { Section } from './section.js';
import { CountPills } from './severity.js';

const VERBS = new Map([
  ['upgrade', 'Upgrade'],
  ['remove', 'Remove'],
]);

/** What is said after `Upgrade express`: ` to 4.22.1`, ` until it brings qs 6.5.3`. */
function targetWords({ versions, until }: Change): string {
  const to = versions.length > 0 && versions.length <= 2 ? ` to ${versions.join(' or ')}` : '';
  if (until.length === 0) return to;
  const goal =
    until.length <= 2
      ? `it brings ${until.join(' and ')}`
      : `${number(until.length)} packages below it are fixed`;
  return `${to === '' ? '' : `${to} or later,`} until ${goal}`;
}

function ChangeWords({ change }: { readonly change: Change }): VNode {
  const verb = VERBS.get(change.action);
  if (verb === undefined || !change.findings.some(({ found }) => found)) return <span>{change.name}</span>;
  return (
    <span>
      {verb} <b class="mono">{change.name}</b>
      {targetWords(change)}
      {change.major && <span class="tag">Another major</span>}
    </span>
  );
}

function ChangeList({
  changes,
  start,
}: {
  readonly changes: readonly Change[];
  readonly start: number;
}): VNode {
  return (
    <ol class="changes" start={start}>
      {changes.map((change) => (
        <li key={`${change.action} ${change.name}`}>
          <ChangeWords change={change} />
          <span class="clears">
            clears <CountPills counts={change.counts} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What to change, what clears most first. */
export function Changes({
  changes,
  limit,
}: {
  readonly changes: readonly Change[];
  readonly limit: number;
}): VNode {
  const rest = changes.slice(limit);
  return (
    <>
      <ChangeList changes={changes.slice(0, limit)} start={1} />
      {rest.length > 0 && (
        <More
          count={rest.length}
          label={counted(rest.length, 'more change')}
          draw={(count) => <ChangeList changes={rest.slice(0, count)} start={limit + 1} />}
        />
      )}
    </>
  );
}

const MAX_CHANGES = 8;

/** The part of a page that says what to change; nothing where there is nothing to change. */
export function WhatToDo({
  changes,
  note,
}: {
  readonly changes: readonly Change[];
  readonly note: string;
}): VNode | null {
  if (changes.length === 0) return null;
  return (
    <Section title="What to do" note={note}>
      <Changes changes={changes} limit={MAX_CHANGES} />
    </Section>
  );
}
