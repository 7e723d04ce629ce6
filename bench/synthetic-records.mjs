const FIRST_DAY = Date.UTC(2020, 0, 1);
const SEVERITIES = ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'];
const VECTOR = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H';

/**
 * Records in the layout of the OSV export (https://ossf.github.io/osv-schema/), about made-up flaws. Every
 * hundredth is about an installed package (two or so for each, as in life), the others about 100,000 other names. The same arguments give the same records.
 * @param {number} count
 * @param {string[]} installedNames
 */
export function* syntheticRecords(count, installedNames) {
  for (let index = 0; index < count; index += 1) {
    const name =
      index % 100 === 0
        ? installedNames[(index / 100) % installedNames.length]
        : `package-${(index * 7919) % 100_000}`;
    const published = new Date(FIRST_DAY + index * 600_000).toISOString();
    const id = index
      .toString(36)
      .padStart(12, '0')
      .replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
    yield {
      schema_version: '1.7.0',
      id: `GHSA-${id}`,
      published,
      modified: published,
      aliases: index % 3 === 0 ? [] : [`CVE-${2020 + (index % 7)}-${100_000 + index}`],
      summary: `A made-up flaw of ${name}`,
      details: 'Generated for a benchmark. '.repeat(1 + (index % 20)),
      severity: [{ type: 'CVSS_V3', score: VECTOR }],
      affected: [affected(name, index)],
      references: [{ type: 'WEB', url: `https://advisories.example.invalid/${index}` }],
      database_specific: { cwe_ids: [`CWE-${20 + (index % 900)}`], severity: SEVERITIES[index % 4] },
    };
  }
}

/** Ranges that contain real versions now and then. */
function affected(name, index) {
  const major = index % 9;
  const events = [
    { introduced: index % 5 === 0 ? '0' : `${major}.0.0` },
    { fixed: `${major}.${index % 17}.${index % 23}` },
  ];
  const versions =
    index % 11 === 0 ? Array.from({ length: 30 }, (_, patch) => `${major}.0.${patch}`) : undefined;
  return {
    package: { ecosystem: 'npm', name },
    ranges: [{ type: 'SEMVER', events }],
    ...(versions && { versions }),
  };
}
