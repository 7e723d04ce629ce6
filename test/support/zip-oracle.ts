import { fromBuffer } from 'yauzl';

/** `path → content` of files, as yauzl reads them up to the first thing that it refuses. */
export function listWithYauzl(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve) => {
    const files = new Map<string, string>();
    const settle = (): void => resolve(files);
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (refused, zip) => {
      if (refused) return settle();
      zip.on('error', settle);
      zip.on('end', settle);
      zip.on('entry', (entry: Parameters<typeof zip.openReadStream>[0]) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return zip.readEntry();
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', () => zip.readEntry());
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks).toString('latin1'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
