import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export async function* parseRows(input: Readable): AsyncGenerator<Record<string, string>> {
  let header: string[] | undefined;
  for await (const line of createInterface({ input })) {
    const cells = line.split(',');
    if (header) yield Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
    else header = cells;
  }
}
