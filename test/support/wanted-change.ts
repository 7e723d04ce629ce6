import type { WantedChange } from '../../src/remediation/npm/wanted-changes.js';

/** A direct dependency to be raised from 1.0.0 to 1.5.0, except for given fields. */
export function wantedChange(name: string, fields: Partial<WantedChange> = {}): WantedChange {
  return {
    action: 'upgrade',
    ecosystem: 'npm',
    name,
    alias: null,
    from: ['1.0.0'],
    to: '1.5.0',
    major: false,
    broughtBy: [],
    isDirect: true,
    hasOtherLines: false,
    clears: 1,
    artifacts: ['a.zip'],
    directDependents: new Map(),
    through: new Map(),
    brings: [],
    ...fields,
  };
}
