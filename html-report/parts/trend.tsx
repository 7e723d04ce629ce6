import type { VNode } from 'preact';
import type { TrendLine } from '../../src/reporters/html/page-content.js';
import { number } from '../report/amounts.js';

/** Of the picture's own units, which stretch to the room that there is. */
const [WIDTH, HEIGHT] = [1000, 100];

function pointsOf(values: readonly number[], highest: number): readonly (readonly [number, number])[] {
  const step = WIDTH / Math.max(1, values.length - 1);
  return values.map((value, at) => [at * step, HEIGHT - (value / highest) * HEIGHT]);
}

interface TrendProps {
  readonly title: string;
  readonly lines: readonly TrendLine[];
  /** The first and the last moment. */
  readonly from: string;
  readonly to: string;
}

/** Lines of numbers over time, from nothing to the highest, with a legend that says where they end. */
export function Trend({ title, lines, from, to }: TrendProps): VNode {
  const shown = lines.filter(({ values }) => values.some((value) => value > 0));
  const highest = Math.max(1, ...shown.flatMap(({ values }) => values));
  const last = shown.map(({ name, values }) => `${name} ${number(values.at(-1) ?? 0)}`).join(', ');
  return (
    <figure class="trend">
      <ul class="legend">
        {shown.map(({ name, tone, values }) => (
          <li key={name}>
            <span class={`swatch ${tone}`} aria-hidden="true" />
            {name} <b>{number(values.at(-1) ?? 0)}</b>
          </li>
        ))}
      </ul>
      <div class="plot">
        <span class="muted highest">{number(highest)}</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title} from ${from} to ${to}, at last: ${last || 'nothing'}`}
        >
          {shown.map(({ name, tone, values }) => (
            <polyline
              key={name}
              class={tone}
              points={pointsOf(values, highest)
                .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
                .join(' ')}
            />
          ))}
        </svg>
      </div>
      <figcaption class="muted">
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}
