import { z } from 'zod';
import type { VexStatement } from '../vex-statement.js';
import { ProductTree, productsOf } from './csaf-products.js';
import { checked, inUtc, wrongVex } from './document.js';

const Ids = z.array(z.string()).default([]);

/** An entry about some products: named one by one, or by groups. */
const Scoped = z.object({ product_ids: Ids, group_ids: Ids });

const Vulnerability = z.object({
  cve: z.string().optional(),
  ids: z.array(z.object({ text: z.string() })).default([]),
  product_status: z
    .object({
      known_not_affected: Ids,
      fixed: Ids,
      first_fixed: Ids,
      known_affected: Ids,
      first_affected: Ids,
      last_affected: Ids,
      under_investigation: Ids,
    })
    .optional(),
  flags: z.array(Scoped.extend({ label: z.string() })).default([]),
  threats: z.array(Scoped.extend({ category: z.string(), details: z.string() })).default([]),
});

/** https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html */
const csaf = z.object({
  document: z.object({
    category: z.string(),
    publisher: z.object({ name: z.string() }),
    tracking: z.object({ current_release_date: z.iso.datetime({ offset: true }) }),
  }),
  product_tree: ProductTree.optional(),
  vulnerabilities: z.array(Vulnerability).default([]),
});

type Document = z.infer<typeof csaf>;
type Entry = z.infer<typeof Vulnerability>;
type ProductStatus = NonNullable<Entry['product_status']>;

const STATUS: Readonly<Record<keyof ProductStatus, VexStatement['status']>> = {
  known_not_affected: 'not_affected',
  fixed: 'fixed',
  first_fixed: 'fixed',
  known_affected: 'affected',
  first_affected: 'affected',
  last_affected: 'affected',
  under_investigation: 'under_investigation',
};
const STATUS_KEYS = Object.keys(STATUS) as readonly (keyof ProductStatus)[];

/** A document with its look-up tables. */
interface Context {
  readonly source: string;
  readonly document: Document['document'];
  readonly products: ReturnType<typeof productsOf>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

function concerns(
  { product_ids: ids, group_ids: groups }: z.infer<typeof Scoped>,
  id: string,
  context: Context,
): boolean {
  return ids.includes(id) || groups.some((group) => context.groups.get(group)?.includes(id));
}

/** The specification's profile for VEX requires a reason; its other profiles may leave it out. */
function refuseWithoutReason({ source, document }: Context, id: string): void {
  if (document.category === 'csaf_vex') {
    throw wrongVex(source, `it calls ${id} not affected, and neither a flag nor an impact gives the reason`);
  }
}

interface Said {
  readonly id: string;
  readonly status: VexStatement['status'];
}

function statementOf(entry: Entry, { id, status }: Said, context: Context): VexStatement {
  const { source, document, products } = context;
  const product = products.get(id);
  if (!product) throw wrongVex(source, `its product tree has no product ${id}`);
  const justification = entry.flags.find((flag) => concerns(flag, id, context))?.label ?? null;
  const threat = entry.threats.find((one) => one.category === 'impact' && concerns(one, id, context));
  const impact = threat?.details ?? null;
  if (status === 'not_affected' && justification === null && impact === null)
    refuseWithoutReason(context, id);
  return {
    ids: [entry.cve, ...entry.ids.map(({ text }) => text)].flatMap((one) => one ?? []),
    products: [product],
    status,
    justification,
    impact,
    author: document.publisher.name,
    timestamp: inUtc(document.tracking.current_release_date),
    source,
  };
}

function statementsOf(entry: Entry, context: Context): VexStatement[] {
  const statuses = STATUS_KEYS.flatMap((key) =>
    (entry.product_status?.[key] ?? []).map((id) => ({ id, status: STATUS[key] })),
  );
  return statuses.map((one) => statementOf(entry, one, context));
}

/** The statements of a CSAF document. @throws ScanError for a document that breaks the specification. */
export function readCsaf(value: unknown, source: string): VexStatement[] {
  const {
    document,
    product_tree: tree = ProductTree.parse({}),
    vulnerabilities,
  } = checked(csaf, value, source);
  const context: Context = {
    source,
    document,
    products: productsOf(tree),
    groups: new Map(tree.product_groups.map(({ group_id: id, product_ids: ids }) => [id, ids])),
  };
  return vulnerabilities.flatMap((entry) => statementsOf(entry, context));
}
