import { FAIL_LEVELS, ScanError, type FailLevel } from '../model/index.js';
import { inputVariable, type InputName } from './input-list.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const COMMENT_MODES = ['never', 'on-change', 'always'] as const;
const DEFAULT_ARTIFACT = 'stowaway-report';

/** Where the report to compare with comes from. */
export type BaselineInput =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'artifact';
      readonly name: string;
      /** True if the workflow sets it; false for the default. */ readonly isExplicit: boolean;
    }
  | { readonly kind: 'none' };

/** The inputs of the workflow. */
export interface ActionInputs {
  readonly paths: readonly string[];
  readonly workingDirectory: string | null;
  /** Null: as in the configuration. */
  readonly failOn: FailLevel | null;
  /** Null: when there is a baseline. */
  readonly newOnly: boolean | null;
  readonly allowIncomplete: boolean;
  /** Null: the one that is found; false: none. */
  readonly config: string | false | null;
  readonly vex: readonly string[];
  readonly baseline: BaselineInput;
  /** Folder of the base branch, built; null: there is none. */
  readonly basePath: string | null;
  /** Formats besides json and sarif. */
  readonly formats: readonly string[];
  readonly reportDir: string | null;
  readonly db: string | null;
  readonly dbUrl: string | null;
  /** Null: the usual ones; false: none. */
  readonly kevUrl: string | false | null;
  readonly epssUrl: string | false | null;
  readonly maxDataAgeDays: number;
  readonly offline: boolean;
  readonly cacheDir: string | null;
  readonly comment: (typeof COMMENT_MODES)[number];
  /** Null: the targets separate the comments of jobs. */
  readonly commentKey: string | null;
  readonly annotations: boolean;
  /** Null: the API is not used. */
  readonly token: string | null;
}

function wrong(name: InputName, expected: string): ScanError {
  return new ScanError('usage', `The input ${name} has an invalid value.`, { hint: `Give ${expected}.` });
}

/** Inputs by name; empty and blank ones are missing. */
class InputReader {
  private readonly env: Environment;

  constructor(env: Environment) {
    this.env = env;
  }

  text(name: InputName): string | null {
    const value = this.env[inputVariable(name)]?.trim() ?? '';
    return value === '' ? null : value;
  }

  lines(name: InputName): string[] {
    const lines = (this.text(name) ?? '').split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }

  flag(name: InputName): boolean | null {
    const value = this.text(name)?.toLowerCase() ?? null;
    if (value === null) return null;
    if (value === 'true' || value === 'false') return value === 'true';
    throw wrong(name, 'true or false');
  }

  choice<Choice extends string>(name: InputName, choices: readonly Choice[]): Choice | null {
    const value = this.text(name);
    if (value === null) return null;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) throw wrong(name, `one of ${choices.join(', ')}`);
    return chosen;
  }

  /** A text, false for `none`, null for nothing. */
  unlessNone(name: InputName): string | false | null {
    const value = this.text(name);
    return value === 'none' ? false : value;
  }

  days(name: InputName): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const days = Number(value);
    if (!Number.isInteger(days) || days < 1) throw wrong(name, 'a whole number of days, at least 1');
    return days;
  }
}

function baselineOf(read: InputReader): BaselineInput {
  const value = read.text('baseline');
  const name = read.text('baseline-artifact') ?? DEFAULT_ARTIFACT;
  if (value === 'none') return { kind: 'none' };
  if (value === null || value === 'artifact') return { kind: 'artifact', name, isExplicit: value !== null };
  return { kind: 'file', path: value };
}

/**
 * Reads the inputs that `action.yml` hands over as `INPUT_…` variables.
 * @throws ScanError `usage` for a value that means nothing.
 */
export function readInputs(env: Environment): ActionInputs {
  const read = new InputReader(env);
  const paths = read.lines('path');
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    workingDirectory: read.text('working-directory'),
    failOn: read.choice('fail-on', FAIL_LEVELS),
    newOnly: read.flag('new-only'),
    allowIncomplete: read.flag('allow-incomplete') ?? false,
    config: read.unlessNone('config'),
    vex: read.lines('vex'),
    baseline: baselineOf(read),
    basePath: read.text('base-path'),
    formats: read.lines('format'),
    reportDir: read.text('report-dir'),
    db: read.text('db'),
    dbUrl: read.text('db-url'),
    kevUrl: read.unlessNone('kev-url'),
    epssUrl: read.unlessNone('epss-url'),
    maxDataAgeDays: read.days('db-max-age') ?? 7,
    offline: read.flag('offline') ?? false,
    cacheDir: read.text('cache-dir'),
    comment: read.choice('comment', COMMENT_MODES) ?? 'never',
    commentKey: read.text('comment-key'),
    annotations: read.flag('annotations') ?? true,
    token: read.text('token'),
  };
}
