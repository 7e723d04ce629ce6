/** A resource in short words: `arn:aws:dynamodb:<region>:<account>:table/<Orders>` → `dynamodb table/Orders`. */
export function resourceWords(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const name = rest.join(':').replaceAll(/[<>]/g, '');
  return name === '' ? arn : `${service} ${name}`;
}
