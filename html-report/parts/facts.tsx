import type { ComponentChild, ComponentChildren, VNode } from 'preact';
import { number } from '../report/amounts.js';
import { More } from './more.js';

/** A name with its value; several values stand one a line. Null, '' and no values: it is left out. */
export type Fact = readonly [name: string, value: ComponentChild | readonly ComponentChild[]];

function isKnown([, value]: Fact): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): VNode {
  return (
    <dl class="facts">
      {facts.filter(isKnown).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{Array.isArray(value) ? <Lines values={value as readonly ComponentChild[]} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function List({ values }: { readonly values: readonly ComponentChildren[] }): VNode {
  return (
    <ul class="lines">
      {values.map((value, index) => (
        <li key={index}>{value}</li>
      ))}
    </ul>
  );
}

/** Values one a line, a few of them at first. */
export function Lines({
  values,
  limit = 5,
}: {
  readonly values: readonly ComponentChildren[];
  readonly limit?: number;
}): VNode | null {
  if (values.length === 0) return null;
  // To say that there is one more takes the room of the one.
  const cut = values.length <= limit + 1 ? values.length : limit;
  return (
    <>
      <List values={values.slice(0, cut)} />
      {values.length > cut && (
        <More
          count={values.length - cut}
          label={`${number(values.length - cut)} more`}
          draw={(count) => <List values={values.slice(cut, cut + count)} />}
        />
      )}
    </>
  );
}
