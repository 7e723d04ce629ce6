export interface MadeUpdate {
  readonly id: string;
  readonly severity?: string;
  readonly type?: string;
  readonly status?: string;
  readonly cves?: readonly string[];
  readonly issued?: string;
  readonly updated?: string;
  /** `name epoch version release arch` */
  readonly packages: readonly string[];
}

function updateOf({
  id,
  severity = 'important',
  type = 'security',
  status = 'final',
  cves = ['CVE-2026-1'],
  issued = '2026-05-01 10:00:00',
  updated = '2026-05-02 10:00',
  packages,
}: MadeUpdate): string {
  const references = cves.map(
    (cve) => `<reference href="https://cve.example.invalid/${cve}" id="${cve}" title="" type="cve" />`,
  );
  const list = packages.map((each) => {
    const [name, epoch, version, release, arch] = each.split(' ');
    return `<package name="${name}" epoch="${epoch}" version="${version}" release="${release}" arch="${arch}"><filename>Packages/${name}.rpm</filename></package>`;
  });
  return `<update author="security@example.invalid" from="security@example.invalid" status="${status}" type="${type}" version="1.4">
<id>${id}</id><title>Update of ${id}</title><issued date="${issued}" /><updated date="${updated}" />
<severity>${severity}</severity><description>A flaw &lt;here&gt;.</description>
<references>${references.join('')}</references>
<pkglist><collection short="x"><name>A repository</name>${list.join('')}</collection></pkglist>
</update>`;
}

/** A list of updates, written from the documents of the format. */
export function updateinfo(...updates: readonly MadeUpdate[]): string {
  return `<?xml version="1.0" ?>\n<updates>${updates.map(updateOf).join('\n')}</updates>\n`;
}
