/** Not AWS: the addresses of a local object server. */
export const s3 = {
  getSignedUrl: (action: string, { bucket, key }: { bucket: string; key: string }) =>
    `http://objects.example.invalid/${bucket}/${key}?action=${action}`,
  putObject: async (bucket: string, key: string, body: string) =>
    fetch(`http://objects.example.invalid/${bucket}/${key}`, { method: 'PUT', body }),
};
