import { z } from 'zod';
import type { VexProduct } from '../vex-statement.js';
import { identityOf } from './document.js';

const FullName = z.object({
  product_id: z.string(),
  name: z.string().optional(),
  product_identification_helper: z
    .object({
      purl: z.string().optional(),
      purls: z.array(z.string()).default([]),
      hashes: z
        .array(z.object({ file_hashes: z.array(z.object({ algorithm: z.string(), value: z.string() })) }))
        .default([]),
    })
    .optional(),
});

/** Branches are walked by hand: they may be nested deeper than a schema can follow. */
export const ProductTree = z.object({
  branches: z.array(z.unknown()).default([]),
  full_product_names: z.array(FullName).default([]),
  relationships: z
    .array(
      z.object({
        product_reference: z.string(),
        relates_to_product_reference: z.string(),
        full_product_name: FullName,
      }),
    )
    .default([]),
  product_groups: z.array(z.object({ group_id: z.string(), product_ids: z.array(z.string()) })).default([]),
});

const Branch = z.object({
  branches: z.array(z.unknown()).default([]),
  product: FullName.optional(),
});

type Tree = z.infer<typeof ProductTree>;

function namesInBranches(branches: readonly unknown[]): z.infer<typeof FullName>[] {
  const names: z.infer<typeof FullName>[] = [];
  const queue = [...branches];
  // An array's iteration also visits what is added while it runs.
  for (const entry of queue) {
    const branch = Branch.safeParse(entry).data;
    if (branch?.product) names.push(branch.product);
    for (const below of branch?.branches ?? []) queue.push(below);
  }
  return names;
}

function productOf({ name, product_identification_helper: helper }: z.infer<typeof FullName>): VexProduct {
  const { purl, purls = [], hashes = [] } = helper ?? {};
  const sha256 = hashes
    .flatMap(({ file_hashes: files }) => files)
    .filter(({ algorithm }) => algorithm.toLowerCase() === 'sha256');
  const ids = [purl, ...purls, name].flatMap((one) => one ?? []);
  return {
    ...identityOf(
      ids,
      sha256.map(({ value }) => value),
    ),
    subcomponents: [],
  };
}

/** Products of a tree by id: single ones, and parts within others. */
export function productsOf(tree: Tree): ReadonlyMap<string, VexProduct> {
  const names = [...tree.full_product_names, ...namesInBranches(tree.branches)];
  const products = new Map(names.map((name) => [name.product_id, productOf(name)]));
  for (const relation of tree.relationships) {
    const part = products.get(relation.product_reference);
    const whole = products.get(relation.relates_to_product_reference);
    if (part && whole) {
      products.set(relation.full_product_name.product_id, { ...whole, subcomponents: [part] });
    }
  }
  return products;
}
