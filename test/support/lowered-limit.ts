import { LIMIT_TABLE, type LimitName } from '../../src/files/index.js';

/** Runs something while a limit is lower than it is. */
export async function withLimit<T>(name: LimitName, value: number, run: () => T | Promise<T>): Promise<T> {
  const row: { value: number } = LIMIT_TABLE[name];
  const usual = row.value;
  row.value = value;
  try {
    return await run();
  } finally {
    row.value = usual;
  }
}
