import type { VNode } from 'preact';
import type { ContentPart } from '../../src/reporters/html/page-content.js';
import { Section } from '../parts/section.js';
import { number } from '../report/amounts.js';
import { addressOf } from '../route.js';

/** Parts of a page that is read without a list of them. */
const FEW = 6;

/** `Open findings` → `open-findings` */
export function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** A list of the parts of a page, with links to them. Short pages have none. */
export function Contents({ parts }: { readonly parts: readonly ContentPart[] }): VNode | null {
  const titled = parts.filter((part) => part.title !== null);
  if (titled.length <= FEW) return null;
  return (
    <Section title="On this page">
      <ul class="contents">
        {titled.map((part) => (
          <li key={part.title}>
            <a href={addressOf('overview', anchorOf(part.title ?? ''))}>{part.title}</a>
            {part.kind === 'table' && <span class="muted"> {number(part.rows.length)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
