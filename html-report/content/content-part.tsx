import type { VNode } from 'preact';
import type { ContentPart, Tile } from '../../src/reporters/html/page-content.js';
import { Bar } from '../parts/bar.js';
import { Facts, Lines } from '../parts/facts.js';
import { Section } from '../parts/section.js';
import { Table } from '../parts/table.js';
import { Tiles } from '../parts/tiles.js';
import { Trend } from '../parts/trend.js';
import { number } from '../report/amounts.js';
import { addressOf } from '../route.js';
import { anchorOf } from './contents.js';

function tileOf({ name, value, note, list }: Tile) {
  return { name, value: number(value), note, href: list === null ? null : addressOf(list) };
}

/** Parts that need nothing but themselves. */
type OwnPart = Exclude<ContentPart, { kind: 'list' }>;

function bodyOf(part: Exclude<OwnPart, { kind: 'tiles' }>): VNode | null {
  if (part.kind === 'bar') {
    const parts = part.parts.map(({ tone, ...rest }) => ({ id: tone, ...rest, words: number(rest.size) }));
    return parts.some(({ size }) => size > 0) ? <Bar parts={parts} label={part.title} /> : null;
  }
  if (part.kind === 'table') return <Table {...part} />;
  if (part.kind === 'trend') return <Trend {...part} />;
  if (part.kind === 'facts') return part.facts.length > 0 ? <Facts facts={part.facts} /> : null;
  return part.lines.length > 0 ? <Lines values={part.lines} /> : null;
}

/** A part of a page, under its heading; nothing where it has no content. */
export function ContentPartView({ part }: { readonly part: OwnPart }): VNode | null {
  if (part.kind === 'tiles') return <Tiles tiles={part.tiles.map(tileOf)} />;
  const body = bodyOf(part);
  return (
    body && (
      <Section title={part.title} anchor={anchorOf(part.title)}>
        {body}
      </Section>
    )
  );
}
