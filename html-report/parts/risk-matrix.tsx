import type { VNode } from 'preact';
import { worstId, worstLabel, WORST_ORDER } from '../kinds/function-kind.js';
import { counted, number } from '../report/amounts.js';
import type { FunctionView } from '../report/model.js';
import { STARTS, startOf } from '../report/start.js';
import { addressOf } from '../route.js';

function countCells(functions: readonly FunctionView[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fn of functions) {
    const cell = `${worstId(fn)}/${startOf(fn)}`;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** Steps of a cell's shade, by the share of all functions. */
function shadeOf(count: number, all: number): number {
  if (count === 0) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(count / all) * 5));
}

const SIDES = [
  { side: 'outside', label: 'From outside' },
  { side: 'unknown', label: 'Unknown' },
  { side: 'inside', label: 'From inside' },
] as const;

type Columns = readonly (typeof STARTS)[number][];

function Head({ columns }: { readonly columns: Columns }): VNode {
  const sides = SIDES.map(({ side, label }) => ({
    label,
    span: columns.filter((column) => column.side === side).length,
  }));
  return (
    <thead>
      <tr>
        <td />
        {sides
          .filter(({ span }) => span > 0)
          .map(({ label, span }) => (
            <th key={label} class="side" scope="colgroup" colSpan={span}>
              {label}
            </th>
          ))}
      </tr>
      <tr>
        <td />
        {columns.map(({ id, label }) => (
          <th key={id} scope="col">
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** How bad × how open: functions by their worst finding and by who can start them. A cell leads to its functions. */
export function RiskMatrix({ functions }: { readonly functions: readonly FunctionView[] }): VNode {
  const counts = countCells(functions);
  const rows = WORST_ORDER.filter((worst) => STARTS.some(({ id }) => counts.has(`${worst}/${id}`)));
  const columns = STARTS.filter(({ id }) => rows.some((worst) => counts.has(`${worst}/${id}`)));
  return (
    <table class="matrix">
      <caption class="unseen">Functions by worst finding and by who can start them</caption>
      <Head columns={columns} />
      <tbody>
        {rows.map((worst) => (
          <tr key={worst} class={worst}>
            <th scope="row">{worstLabel(worst)}</th>
            {columns.map(({ id, label }) => {
              const count = counts.get(`${worst}/${id}`) ?? 0;
              if (count === 0) return <td key={id} class="empty" />;
              return (
                <td key={id} class={`shade-${shadeOf(count, functions.length)}`}>
                  <a
                    href={addressOf('functions', '', { worst, start: id })}
                    aria-label={`${counted(count, 'function')}: ${worstLabel(worst)}, ${label}`}
                  >
                    {number(count)}
                  </a>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
