import { describe, expect, it } from 'vitest';
import { openAdvisories } from '../../../src/advisories/index.js';
import { explain, explainRule, ruleIds } from '../../../src/cli/explain/explain.js';
import { defaultSignatures, shownRules } from '../../../src/signatures/index.js';
import { storeOf } from '../../support/advisory-database.js';
import { realRecord, recordOf } from '../../support/osv-records.js';

async function explained(
  id: string,
  ...records: readonly Uint8Array[]
): Promise<{ text: string; exitCode: number }> {
  const store = storeOf(...records);
  try {
    return await explain(id, store);
  } finally {
    store.close();
  }
}

describe('explain', () => {
  const lodash = [realRecord('GHSA-35jh-r3h4-6jhm'), realRecord('GHSA-r5fr-rjxr-66jc')];

  it('shows the facts of a record, its packages, and where they are from', async () => {
    const { text, exitCode } = await explained('GHSA-35jh-r3h4-6jhm', lodash[0] ?? Buffer.alloc(0));
    expect(text).toContain('CVSS 7.2');
    expect(text).toMatch(/title +Known vulnerability in 4 packages/i);
    expect(text).toMatch(/page +https:\/\/github\.com\/advisories\/GHSA-35jh-r3h4-6jhm\n/);
    expect(text).toMatch(/package +npm: lodash\n +affected +<4\.17\.21\n +fixed in +4\.17\.21/);
    expect(text).toMatch(
      /package +npm: lodash-template\n +affected +<=1\.0\.0\n +fixed in +no fixed version is known/,
    );
    expect(text).toContain('npm: 1 records from https://osv.example.invalid/, as of 2026-05-31T00:00:00Z');
    expect(exitCode).toBe(0);
  });

  it('names the sources of the ecosystems that the record is about', async () => {
    const now = new Date('2026-11-30T00:00:00Z');
    const starter = openAdvisories({ dir: null, now, maxDataAgeDays: 7, acceptsOldStarter: true });
    const { text } = await explain('CVE-2025-66471', starter);
    starter.close();
    expect(text).toMatch(/\nfrom\n {2}PyPI: \d+ records from starter, as of \S+\n?$/);
  });

  it('finds every record of an alias', async () => {
    const { text } = await explained('CVE-2021-23337', ...lodash);
    expect(text.match(/^GHSA-\S+$/gm)).toEqual(['GHSA-35jh-r3h4-6jhm', 'GHSA-r5fr-rjxr-66jc']);
  });

  it('shows doubts', async () => {
    expect((await explained('MAL-2024-1006', realRecord('MAL-2024-1006'))).text).toMatch(
      /doubt +the open range/,
    );
    const incomplete = recordOf({
      versions: ['1.0.0'],
      database_specific: { range_completeness: 'one range' },
    });
    expect((await explained('GHSA-0000-0000-0000', incomplete)).text).toMatch(
      /incomplete +this copy may lack some affected ranges/,
    );
  });

  it.each(['CVE-1999-1', '', '"', '__proto__'])(
    'does not know %j, and names the searched databases',
    async (id) => {
      const { text, exitCode } = await explained(id, ...lodash);
      expect(text).toContain(`${id} is no rule of stowaway, and was not found in\n  npm: 2 records`);
      expect(exitCode).toBe(2);
    },
  );

  it('shows what the record says for people', async () => {
    const record = recordOf({
      id: 'X-2',
      versions: ['1.0.0'],
      summary: 'It merges too much.',
      details: '## Impact\n\nAnybody may merge.',
      references: [{ type: 'WEB', url: 'https://example.invalid/x' }],
      credits: [{ name: 'Ann' }, { name: 'Ben' }],
    });
    const { text } = await explained('X-2', record);
    expect(text).toMatch(/summary +It merges too much\./);
    expect(text).toMatch(/reference +https:\/\/example\.invalid\/x\n/);
    expect(text).toMatch(/credits +Ann, Ben\n/);
    expect(text).toContain('\n  ## Impact\n\n  Anybody may merge.\n');
  });

  it('shows no terminal escapes of a record', async () => {
    const hostile = recordOf({
      id: 'X-1',
      aliases: ['\u001b[2J\u202e'],
      name: 'a\u001b]0;b',
      summary: '\u001b[2J',
      details: 'a\u202eb\rc\u001b]8;;',
      references: [{ type: 'WEB', url: '\u001b[0m' }],
      credits: [{ name: '\u202e' }],
      versions: ['1.0.0'],
    });
    // oxlint-disable-next-line no-control-regex
    expect((await explained('X-1', hostile)).text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('explain of a signature', () => {
  const shared = { title: 'A title', references: ['https://example.invalid/a'] };
  const rule = {
    ...shared,
    id: 'code/sample',
    kind: 'malware',
    severity: 'high',
    why: 'It is here.',
    do: 'Go.',
  } as const;
  const campaign = { ...shared, id: 'campaigns/sample', why: 'It stole keys.' };
  const rules = { rules: [rule], campaigns: [campaign] };

  it('explains why it matters and what to do', () => {
    expect(explainRule('code/sample', rules)?.text).toMatch(/why +It is here\.\n +do +Go\./);
  });

  it('knows campaigns, too', () => {
    expect(explainRule('campaigns/sample', rules)?.text).toMatch(/why +It stole keys/);
  });

  it.each(shownRules(defaultSignatures()).map(({ id, title }) => [id, title]))(
    'explains each listed rule: %s',
    (id, title) => {
      expect(explainRule(id, defaultSignatures())?.text).toContain(title);
    },
  );

  it.each(['flows/comand', 'secrets/aws-acces-key', 'public-ulr', 'code/runs-heder'])(
    'suggests a rule for %s',
    async (id) => {
      const store = storeOf();
      const { text } = await explain(id, store, ruleIds(defaultSignatures()));
      store.close();
      expect(text).toContain('(Did you mean ');
    },
  );

  it('tells the severity of a secret beside its other half', () => {
    const { text } = explainRule('secrets/aws-access-key', defaultSignatures()) ?? {};
    expect(text).toMatch(/severity +medium; critical beside /);
  });

  it('leaves other ids to the advisories', () => {
    expect(explainRule('GHSA-0000-0000-0000', rules)).toBeNull();
  });
});
