import { escapeHtml } from './plain-page.js';

/** Numbers over time. The name of its colour is a class of the page's style. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly number[];
}

const BARS = '▁▂▃▄▅▆▇█';
const MAX_BARS = 40;
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [800, 220, 50, 24, 12];

/** Numbers as a line of bars, the latest last; from nothing to the highest. */
export function sparkline(values: readonly number[]): string {
  const shown = values.slice(-MAX_BARS);
  const highest = Math.max(1, ...shown);
  return shown.map((value) => BARS[Math.round((value / highest) * (BARS.length - 1))]).join('');
}

function pointsOf(values: readonly number[], highest: number): string {
  const step = (WIDTH - LEFT - 10) / Math.max(1, values.length - 1);
  return values
    .map((value, at) => {
      const y = HEIGHT - BOTTOM - (value / highest) * (HEIGHT - BOTTOM - TOP);
      return `${(LEFT + at * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** A picture of numbers over time, as SVG in a page, with its numbers as text for screen readers. @param labels of the first and the last moment. */
export function trendPicture(
  title: string,
  series: readonly Series[],
  labels: readonly [string, string],
): string {
  const highest = Math.max(1, ...series.flatMap(({ values }) => values));
  const lines = series.map(({ colour, values }) => {
    const points = pointsOf(values, highest);
    const dots = points.split(' ').map((point) => {
      const [x = '', y = ''] = point.split(',');
      return `<circle class="line ${colour}" cx="${x}" cy="${y}" r="2"/>`;
    });
    return `<polyline class="line ${colour}" points="${points}"/>${dots.join('')}`;
  });
  const last = series.map(({ name, values }) => `${name} ${values.at(-1) ?? 0}`).join(', ');
  const legend = series.map(
    ({ name, colour, values }) =>
      `<span class="swatch ${colour}">${escapeHtml(name)}: ${values.at(-1) ?? 0}</span>`,
  );
  const [from, to] = labels.map(escapeHtml);
  return `<h2>${escapeHtml(title)}</h2>
<p>${legend.join(' ')}</p>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}, at last: ${last}`)}">
<polyline class="frame" points="${LEFT},${TOP} ${LEFT},${HEIGHT - BOTTOM} ${WIDTH - 10},${HEIGHT - BOTTOM}"/>
<text x="${LEFT - 6}" y="${TOP + 6}" text-anchor="end">${highest}</text>
<text x="${LEFT - 6}" y="${HEIGHT - BOTTOM}" text-anchor="end">0</text>
<text x="${LEFT}" y="${HEIGHT - 6}">${from}</text>
<text x="${WIDTH - 10}" y="${HEIGHT - 6}" text-anchor="end">${to}</text>
${lines.join('\n')}
</svg>
`;
}
