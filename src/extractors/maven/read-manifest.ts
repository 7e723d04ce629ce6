/** The values of a manifest's main section, by their names in lower case. https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#jar-manifest */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  // A line that begins with a space goes on with the one before.
  for (const line of text.replace(/\r\n?/g, '\n').replaceAll('\n ', '').split('\n')) {
    if (line === '') break;
    const cut = line.indexOf(':');
    const name = line.slice(0, Math.max(0, cut)).toLowerCase();
    if (cut > 0 && !values.has(name)) values.set(name, line.slice(cut + 1).trim());
  }
  return values;
}
