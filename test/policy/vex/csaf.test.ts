import { expect, it, test } from 'vitest';
import { readVex } from '../../../src/policy/vex/read-vex.js';

const QS = {
  product_id: 'P1',
  name: 'qs 6.7.0',
  product_identification_helper: {
    purl: 'pkg:npm/qs@6.7.0',
    hashes: [
      {
        filename: 'x',
        file_hashes: [
          { algorithm: 'sha256', value: 'AB' },
          { algorithm: 'md5', value: '0' },
        ],
      },
    ],
  },
};
const SHOP = { product_id: 'SHOP', name: 'shop' };

const VULNERABILITY = {
  cve: 'CVE-1',
  ids: [{ system_name: 'GHSA', text: 'GHSA-1' }],
  product_status: { known_not_affected: ['P1'] },
  flags: [{ label: 'component_not_present', product_ids: ['P1'] }],
};

function documentWith(vulnerability: object, tree: object = {}, category = 'csaf_vex'): string {
  return JSON.stringify({
    document: {
      category,
      csaf_version: '2.0',
      publisher: { category: 'vendor', name: 'Vendor', namespace: 'https://example.invalid' },
      title: 'x',
      tracking: { current_release_date: '2026-01-01T00:00:00Z' },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'v',
          branches: [{ category: 'product_version', name: '6', product: QS }],
        },
      ],
      full_product_names: [SHOP],
      ...tree,
    },
    vulnerabilities: [{ ...VULNERABILITY, ...vulnerability }],
  });
}

it('reads the status of a product, with the reason that a flag gives', () => {
  expect(readVex(documentWith({}), 'v.json')).toEqual([
    {
      ids: ['CVE-1', 'GHSA-1'],
      products: [{ purls: ['pkg:npm/qs@6.7.0'], names: ['qs 6.7.0'], sha256: ['ab'], subcomponents: [] }],
      status: 'not_affected',
      justification: 'component_not_present',
      impact: null,
      author: 'Vendor',
      timestamp: '2026-01-01T00:00:00.000Z',
      source: 'v.json',
    },
  ]);
});

test.each([
  ['fixed', { fixed: ['P1'] }],
  ['fixed', { first_fixed: ['P1'] }],
  ['affected', { known_affected: ['P1'] }],
  ['affected', { last_affected: ['P1'] }],
  ['under_investigation', { under_investigation: ['P1'] }],
])('%s by %j', (status, product_status) => {
  expect(readVex(documentWith({ product_status }), 'x').map((one) => one.status)).toEqual([status]);
});

it('a reason may be for a group, and in words', () => {
  const vulnerability = {
    flags: [],
    threats: [{ category: 'impact', details: 'Not called.', group_ids: ['G'] }],
  };
  const tree = { product_groups: [{ group_id: 'G', product_ids: ['P1'] }] };
  expect(readVex(documentWith(vulnerability, tree), 'x')[0]?.impact).toBe('Not called.');
});

it('a part within a product', () => {
  const relationships = [
    {
      category: 'default_component_of',
      product_reference: 'P1',
      relates_to_product_reference: 'SHOP',
      full_product_name: { product_id: 'SHOP:P1', name: 'qs in shop' },
    },
  ];
  const vulnerability = {
    product_status: { known_not_affected: ['SHOP:P1'] },
    flags: [{ label: 'component_not_present', product_ids: ['SHOP:P1'] }],
  };
  const [statement] = readVex(documentWith(vulnerability, { relationships }), 'x');
  expect(statement?.products[0]).toMatchObject({
    names: ['shop'],
    subcomponents: [{ purls: ['pkg:npm/qs@6.7.0'] }],
  });
});

test.each<[string, string, string]>([
  [
    'a product that the tree lacks',
    documentWith({ product_status: { fixed: ['P9'] } }),
    'its product tree has no product P9',
  ],
  ['no reason', documentWith({ flags: [] }), 'it calls P1 not affected, and neither'],
  [
    'a reason for another product',
    documentWith({ flags: [{ label: 'x', product_ids: ['SHOP'] }] }),
    'it calls P1 not affected',
  ],
  [
    'no publisher',
    '{"document":{"category":"csaf_vex","tracking":{}}}',
    'document.publisher is missing or wrong',
  ],
])('%s is refused', (_, text, why) => {
  expect(() => readVex(text, 'v.json')).toThrow(`The VEX document v.json cannot be used: ${why}`);
});

it('other profiles need no reason', () => {
  expect(readVex(documentWith({ flags: [] }, {}, 'csaf_security_advisory'), 'x')).toHaveLength(1);
});

it('branches may be nested as deep as they like', () => {
  const depth = 20_000;
  const deep = `${'{"branches":['.repeat(depth)}{"product":{"product_id":"D","name":"d"}}${']}'.repeat(depth)}`;
  const text = documentWith({ product_status: { fixed: ['D'] } }).replace(
    '"branches":[',
    `"branches":[${deep},`,
  );
  expect(readVex(text, 'x')[0]?.products[0]?.names).toEqual(['d']);
});
