import { z } from 'zod';
import type { VexIdentity, VexProduct, VexStatement } from '../vex-statement.js';
import { checked, identityOf, inUtc, wrongVex } from './document.js';

/** https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md, with the plain strings of versions before 0.2.0. */
const Component = z.object({
  '@id': z.string().optional(),
  identifiers: z.object({ purl: z.string().optional() }).optional(),
  hashes: z.object({ 'sha-256': z.string().optional() }).optional(),
});

const Subcomponents = z.array(z.union([z.string(), Component])).default([]);

const DateTime = z.iso.datetime({ offset: true });

const Statement = z.object({
  vulnerability: z.union([
    z.string(),
    z.object({
      name: z.string().optional(),
      '@id': z.string().optional(),
      aliases: z.array(z.string()).default([]),
    }),
  ]),
  products: z.array(z.union([z.string(), Component.extend({ subcomponents: Subcomponents })])).min(1),
  subcomponents: Subcomponents,
  status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
  justification: z.string().optional(),
  impact_statement: z.string().optional(),
  supplier: z.string().optional(),
  timestamp: DateTime.optional(),
});

const openVex = z.object({
  author: z.string().optional(),
  timestamp: DateTime,
  statements: z.array(Statement),
});

type ComponentEntry = string | z.infer<typeof Component>;
type Entry = z.infer<typeof Statement>;

function componentOf(entry: ComponentEntry): VexIdentity {
  if (typeof entry === 'string') return identityOf([entry], []);
  const { '@id': id, identifiers, hashes } = entry;
  const sha256 = hashes?.['sha-256'];
  return identityOf(
    [id, identifiers?.purl].flatMap((one) => one ?? []),
    sha256 === undefined ? [] : [sha256],
  );
}

function productOf(entry: Entry['products'][number], shared: readonly ComponentEntry[]): VexProduct {
  const own = typeof entry === 'string' ? [] : entry.subcomponents;
  return { ...componentOf(entry), subcomponents: [...own, ...shared].map(componentOf) };
}

function idsOf(vulnerability: Entry['vulnerability']): string[] {
  if (typeof vulnerability === 'string') return [vulnerability];
  const { name, '@id': id, aliases } = vulnerability;
  // The id is an IRI whose last part is the name the vulnerability has in its own database.
  return [name, id?.slice(id.lastIndexOf('/') + 1), ...aliases].flatMap((one) => one || []);
}

/** The statements of an OpenVEX document. @throws ScanError for a document that breaks the specification. */
export function readOpenVex(value: unknown, source: string): VexStatement[] {
  const { author, timestamp, statements } = checked(openVex, value, source);
  return statements.map((entry, at) => {
    const { status, justification = null, impact_statement: impact = null } = entry;
    const ids = idsOf(entry.vulnerability);
    if (ids.length === 0) throw wrongVex(source, `statements.${at} names no vulnerability`);
    if (status === 'not_affected' && justification === null && impact === null) {
      throw wrongVex(source, `statements.${at} has the status not_affected and no justification`);
    }
    return {
      ids,
      products: entry.products.map((product) => productOf(product, entry.subcomponents)),
      status,
      justification,
      impact,
      author: entry.supplier ?? author ?? null,
      timestamp: inUtc(entry.timestamp ?? timestamp),
      source,
    };
  });
}
