import { ObjectToken, type Token } from '../../program/index.js';
import type { Operation } from './operation-uses.js';

/** How the methods of a client are named. */
export type ClientStyle =
  /** Has `send` alone. */
  | 'plain'
  /** A method for each operation: `S3` of version 3. */
  | 'methods'
  /** `DynamoDBDocument`. */
  | 'document'
  /** Of version 2. */
  | 'older'
  /** `AWS.DynamoDB.DocumentClient` of version 2. */
  | 'older-document';

/** What a value is for AWS's SDKs. */
export type SdkMark =
  /** Makes the base classes of a service's commands. */
  | { readonly kind: 'builder'; readonly service: string }
  /** A call performs the operation. `input`: index of the argument with its parameters. */
  | { readonly kind: 'operation'; readonly of: Operation | ObjectToken; readonly input: number }
  | { readonly kind: 'class'; readonly service: string; readonly style: ClientStyle }
  | { readonly kind: 'client'; readonly service: string; readonly style: ClientStyle }
  /** A method of a client. */
  | {
      readonly kind: 'method';
      readonly service: string;
      readonly style: ClientStyle;
      readonly name: string;
    };

/** Values with a mark: one for each mark. */
export class SdkMarks {
  private readonly tokens = new Map<string, Token>();
  private readonly ofClasses = new Map<ObjectToken, Token>();

  /** Whether code makes a client of an SDK outside of the program that has a method for each operation. */
  hasMethods = false;

  token(mark: SdkMark): Token {
    const { kind } = mark;
    this.hasMethods ||= kind === 'class' || (kind === 'client' && mark.style !== 'plain');
    if (kind === 'operation' && mark.of instanceof ObjectToken) {
      const known = this.ofClasses.get(mark.of) ?? { kind: 'mark', mark };
      this.ofClasses.set(mark.of, known);
      return known;
    }
    const key = JSON.stringify(mark);
    const known = this.tokens.get(key) ?? { kind: 'mark', mark };
    this.tokens.set(key, known);
    return known;
  }
}

export function markOf(token: Token): SdkMark | null {
  return token.kind === 'mark' ? (token.mark as SdkMark) : null;
}
