/** How a VEX product or subcomponent is named: any of these is enough. */
export interface VexIdentity {
  readonly purls: readonly string[];
  /** Hex. */
  readonly sha256: readonly string[];
  /** IRIs and other names. */
  readonly names: readonly string[];
}

/** A product, or parts of it. */
export interface VexProduct extends VexIdentity {
  /** The parts that the statement concerns; empty: all of the product. */
  readonly subcomponents: readonly VexIdentity[];
}

/** A statement about a vulnerability in products. */
export interface VexStatement {
  /** Ids and aliases of the vulnerability. */
  readonly ids: readonly string[];
  readonly products: readonly VexProduct[];
  readonly status: 'not_affected' | 'fixed' | 'affected' | 'under_investigation';
  /** A word of OpenVEX for why it is not affected, null without one. */
  readonly justification: string | null;
  /** The same in the author's own words. */
  readonly impact: string | null;
  readonly author: string | null;
  /** ISO date-time; of two statements about the same, the later one holds. */
  readonly timestamp: string;
  /** The file it stands in, as messages name it. */
  readonly source: string;
}
