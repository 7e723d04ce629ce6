import { Parser } from 'tar';

/** `path → content` of files and `path → link target` of links, as node-tar reads them, and whether it warned. */
export interface TarListing {
  readonly files: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

const FILES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/** Reads a plain or gzipped tar archive with `tar`, npm's own reader. Of several entries of one name the last one counts. */
export function listWithTar(bytes: Uint8Array): Promise<TarListing> {
  return new Promise((resolve) => {
    const files = new Map<string, string>();
    const links = new Map<string, string>();
    const warnings: string[] = [];
    const settle = (): void => resolve({ files, links, warnings });
    const parser = new Parser({
      onReadEntry(entry) {
        const chunks: Buffer[] = [];
        entry.on('data', (chunk) => chunks.push(chunk));
        entry.on('end', () => {
          const path = entry.path.replace(/\/+$/, '');
          files.delete(path);
          links.delete(path);
          if (FILES.has(entry.type)) files.set(path, Buffer.concat(chunks).toString('latin1'));
          if (entry.type === 'SymbolicLink') links.set(path, entry.linkpath ?? '');
        });
      },
      onwarn: (code) => void warnings.push(code),
    });
    parser.on('error', settle);
    parser.on('end', settle);
    parser.end(Buffer.from(bytes));
  });
}
