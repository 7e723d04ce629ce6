import type { ListKind } from '../list/columns.js';
import { compareText } from '../report/counts.js';
import type { Gap } from '../report/gaps.js';

const CODE_LABELS = new Map([
  ['malformed', 'Malformed'],
  ['too-large', 'Too large'],
  ['unsupported', 'Unsupported'],
  ['encrypted', 'Encrypted'],
  ['timed-out', 'Timed out'],
  ['unresolved', 'Unresolved'],
  ['unsafe-path', 'Unsafe path'],
  ['missing', 'Missing'],
  ['denied', 'Denied'],
  ['stale', 'Out of date'],
]);

export function codeLabel(code: string): string {
  return CODE_LABELS.get(code) ?? code;
}

function weight({ problem }: Gap): number {
  return problem.affectsCompleteness ? 0 : 1;
}

export function gapWords({ path, message }: Gap['problem']): string {
  return path === '' ? message : `${path}: ${message}`;
}

export const GAPS: ListKind<Gap> = {
  noun: 'notes',
  columns: [
    {
      id: 'weight',
      title: 'Weight',
      track: '9.5rem',
      compare: (a, b) => weight(a) - weight(b),
      cell: ({ problem }) =>
        problem.affectsCompleteness ? (
          <span class="tag warn">Incomplete</span>
        ) : (
          <span class="tag">Note</span>
        ),
    },
    {
      id: 'what',
      title: 'What was not seen',
      track: 'minmax(16rem, 2fr)',
      isLink: true,
      compare: (a, b) => compareText(a.problem.message, b.problem.message),
      cell: ({ problem }) => (
        <>
          <b class="cut">{problem.message}</b>
          <small class="cut">{problem.path}</small>
        </>
      ),
    },
    {
      id: 'code',
      title: 'Kind',
      track: '7rem',
      isWide: true,
      cell: ({ problem }) => <span class="muted">{codeLabel(problem.code)}</span>,
    },
    {
      id: 'where',
      title: 'Where',
      track: 'minmax(10rem, 1fr)',
      isWide: true,
      compare: (a, b) => compareText(a.where, b.where),
      cell: ({ where }) => <span class="cut">{where}</span>,
    },
  ],
  filters: [
    {
      id: 'weight',
      title: 'Weight',
      valuesOf: ({ problem }) => [problem.affectsCompleteness ? 'incomplete' : 'note'],
      labelOf: (value) => (value === 'note' ? 'Note' : 'Incomplete'),
    },
    { id: 'code', title: 'Kind', valuesOf: ({ problem }) => [problem.code], labelOf: codeLabel },
  ],
  textOf: ({ problem, where }) => `${problem.message} ${problem.path} ${where}`,
  addressOf: ({ address }) => address,
  fields: [
    { id: 'weight', valueOf: ({ problem }) => (problem.affectsCompleteness ? 'incomplete' : 'note') },
    { id: 'code', valueOf: ({ problem }) => problem.code },
    { id: 'path', valueOf: ({ problem }) => problem.path },
    { id: 'message', valueOf: ({ problem }) => problem.message },
    { id: 'where', valueOf: ({ where }) => where },
  ],
};
