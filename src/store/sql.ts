export type Row = Readonly<Record<string, unknown>>;

/** A connection to PostgreSQL, wherever it runs. */
export interface Queries {
  query(text: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

export type LockMode = 'exclusive' | 'shared';

export interface Sql extends Queries {
  /** A transaction for all that `work` writes. */
  transaction<T>(work: (inside: Queries) => Promise<T>): Promise<T>;
  /** Takes a lock that goes away with this process; any number of processes may have a shared one. False: another process has it. */
  lock(key: number, mode?: LockMode): Promise<boolean>;
  unlock(key: number): Promise<void>;
  close(): Promise<void>;
}
